package io.correo.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.correo.e2e.browser.Post.unique;
import static io.correo.e2e.browser.Post.word;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.correo.e2e.Eventually;
import io.correo.e2e.browser.Chromium.Screen;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Writing, sending and what lies between, as Ana does it.
@ExtendWith(InBrowser.class)
class BrowserWritingTest {
  private static MailPage mail;
  private final Post post = new Post();

  @BeforeAll
  static void signIn(Chromium chromium) {
    new Post().ana().http().send("PATCH", "/settings", Map.of("undoSeconds", 5)).ok();
    mail = chromium.signIn("ana", Screen.DESK);
  }

  @AfterAll
  static void leave() {
    new Post().ana().http().send("PATCH", "/settings", Map.of("undoSeconds", 10)).ok();
    mail.leave();
  }

  @BeforeEach
  void inbox() {
    mail.go("all/inbox");
  }

  @Test
  void repliesAndCanTakeItBackForSomeSeconds() {
    var subject = unique("Pregunta");
    var from = "pregunta-" + word() + "@fuera.example";
    post.arrived("Pedro <" + from + ">", subject, "¿Cuánto cuesta?");
    mail.open(subject);
    // Until it is drawn, what stands below it moves away from the mouse.
    assertThat(mail.text()).containsText("¿Cuánto cuesta?");

    mail.at("reply").click();
    assertThat(mail.at("recipient-chip")).hasText("Pedro");
    assertThat(mail.at("compose-subject")).hasValue("Re: " + subject);
    assertThat(mail.at("compose-body")).containsText("¿Cuánto cuesta?");
    mail.at("compose-body").click();
    mail.press("Control+Home");
    mail.page().keyboard().type("Son doce euros.");
    mail.at("compose-send").click();
    mail.undo("Enviando mensaje");

    assertThat(mail.at("compose-body")).containsText("Son doce euros.");
    assertThat(post.world().delivered(from).size()).isZero();

    mail.at("compose-send").click();
    assertThat(mail.at("compose")).hasCount(0);
    Eventually.see(() -> post.world().delivered(from), copies -> copies.size() == 1);
    assertThat(mail.at("message")).hasCount(2);
    mail.go("all/sent");
    assertThat(mail.row(subject)).hasCount(1);
    assertThat(post.world().delivered(from).size()).isOne();
  }

  @Test
  void keepsADraftAndOpensItAgain() {
    var subject = unique("A medias");
    mail.at("compose-open").click();
    mail.at("compose-subject").fill(subject);
    mail.at("compose-body").click();
    mail.page().keyboard().type("Sigo mañana");

    assertThat(mail.at("compose-saved")).containsText("Guardado");
    mail.at("compose-close").click();
    assertThat(mail.at("compose")).hasCount(0);
    mail.at("folder-drafts").click();
    mail.row(subject).click();

    assertThat(mail.at("compose-subject")).hasValue(subject);
    assertThat(mail.at("compose-body")).containsText("Sigo mañana");
    mail.at("compose-discard").click();
    assertThat(mail.at("compose")).hasCount(0);
  }

  @Test
  void writesToAnAccountWithAFile() {
    var subject = unique("Muestras");
    var copy = "copia-" + word() + "@fuera.example";
    mail.at("compose-open").click();

    mail.at("account-field").pressSequentially("norte");
    mail.at("account-option").filter(named("Construcciones Norte")).click();
    assertThat(mail.at("compose").locator("[data-test=account-chip]"))
        .hasText("Construcciones Norte");
    assertThat(mail.at("recipient-chip")).hasText("Marta Gil");
    mail.at("compose-to").fill(copy);
    mail.press("Enter");
    assertThat(mail.at("recipient-chip")).hasCount(2);
    mail.at("compose-subject").fill(subject);
    mail.at("compose-body").click();
    mail.page().keyboard().type("Le mando las muestras.");
    var bytes = "acabado;precio\nroble;120\n".getBytes(StandardCharsets.UTF_8);
    mail.at("attach-input").setInputFiles(new FilePayload("muestras.csv", "text/csv", bytes));
    assertThat(mail.at("compose-file")).containsText("muestras.csv");
    mail.at("compose-send").click();

    assertThat(mail.at("compose")).hasCount(0);
    Eventually.see(() -> post.world().delivered(copy), copies -> copies.size() == 1);
    mail.go("all/sent");
    mail.open(subject);
    assertThat(mail.at("attachment")).containsText("muestras.csv");
    assertThat(mail.at("account-chip").first()).hasText("Construcciones Norte");
    assertThat(post.world().delivered(copy).size()).isOne();
  }

  private static com.microsoft.playwright.Locator.FilterOptions named(String text) {
    return new com.microsoft.playwright.Locator.FilterOptions().setHasText(text);
  }
}
