package io.correo.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.correo.e2e.browser.Post.unique;
import static io.correo.e2e.browser.Post.word;

import com.microsoft.playwright.Locator;
import io.correo.e2e.Eventually;
import io.correo.e2e.browser.Chromium.Screen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The same page with an Outlook mailbox, alone and together with Gmail.
@ExtendWith(InBrowser.class)
class BrowserOutlookTest {
  private static MailPage mail;
  private final Post post = new Post(Post.OUTLOOK);

  @BeforeAll
  static void signIn(Chromium chromium) {
    mail = chromium.signIn("ana", Screen.DESK);
  }

  @AfterAll
  static void leave() {
    mail.leave();
  }

  @BeforeEach
  void outlook() {
    mail.go(post.ana().mailbox(Post.OUTLOOK) + "/inbox");
    assertThat(mail.at("current-address")).hasText(Post.OUTLOOK);
  }

  @Test
  void choosesAMailboxAmongThoseOfEachProvider() {
    mail.at("mailbox-picker").click();
    var menu = mail.page().locator("[popover]:popover-open");
    assertThat(menu).containsText("Todas las cuentas de correo");
    assertThat(menu).containsText(Post.ANA);
    assertThat(menu).containsText(Post.OUTLOOK);

    mail.at("mailbox-option-" + post.ana().mailbox(Post.ANA)).click();
    assertThat(mail.at("current-address")).hasText(Post.ANA);
    assertThat(mail.at("folder-starred")).isVisible();

    mail.at("mailbox-picker").click();
    mail.at("mailbox-option-" + post.ana().mailbox(Post.OUTLOOK)).click();
    assertThat(mail.at("current-address")).hasText(Post.OUTLOOK);
  }

  @Test
  void hasNoStarAnywhere() {
    var subject = unique("Sin estrella");
    post.arrived(subject);

    assertThat(mail.at("folder-starred")).hasCount(0);
    assertThat(mail.in(mail.row(subject), "star")).hasCount(0);
    mail.select(subject);
    mail.at("actions-menu").click();
    assertThat(mail.at("menu-unread")).isVisible();
    assertThat(mail.at("menu-star")).hasCount(0);
    mail.press("Escape");
  }

  @Test
  void readsThrowsAwayAndTakesBack() {
    var subject = unique("Lectura");
    var remote = post.arrived("Pedro <pedro@fuera.example>", subject, "¿Podemos hablar mañana?");

    mail.open(subject);
    assertThat(mail.text()).containsText("¿Podemos hablar mañana?");
    post.provider(remote, message -> !message.path("unread").asBoolean());
    mail.at("back").or(mail.at("folder-inbox")).first().click();
    mail.select(subject);
    mail.at("action-trash").click();
    assertThat(mail.row(subject)).hasCount(0);
    post.providerHas(remote, "trash");

    mail.undo("1 conversación enviada a la papelera");

    assertThat(mail.row(subject)).isVisible();
    post.providerHas(remote, "inbox");
  }

  @Test
  void answersFromTheMailboxThatReceived() {
    var subject = unique("Pregunta");
    var from = "pregunta-" + word() + "@fuera.example";
    post.arrived("Pedro <" + from + ">", subject, "¿Cuánto cuesta?");
    mail.open(subject);
    // Until it is drawn, what stands below it moves away from the mouse.
    assertThat(mail.text()).containsText("¿Cuánto cuesta?");

    mail.at("reply").click();
    assertThat(mail.at("compose-subject")).hasValue("Re: " + subject);
    assertThat(mail.at("compose-body")).containsText("¿Cuánto cuesta?");
    mail.at("compose-body").click();
    mail.press("Control+Home");
    mail.page().keyboard().type("Son doce euros.");
    mail.at("compose-send").click();

    assertThat(mail.at("compose")).hasCount(0);
    Eventually.see(() -> post.world().delivered(from), copies -> copies.size() == 1);
    org.assertj.core.api.Assertions.assertThat(
            post.world().delivered(from).get(0).path("from").asString())
        .contains(Post.OUTLOOK);
    assertThat(mail.at("message")).hasCount(2);
  }

  @Test
  void namesTheMailboxOfEveryRowWhenAllAreTogether() {
    var subject = unique("De los dos");
    post.arrived(subject);
    new Post().arrived(subject + " bis");
    mail.go("all/inbox");

    assertThat(mailboxOf(subject + " bis")).containsText(Post.ANA);
    var outlook = mail.row(subject).filter(not(subject + " bis"));
    assertThat(mail.in(outlook, "row-mailbox")).containsText(Post.OUTLOOK);
    assertThat(mail.in(outlook, "star")).hasCount(0);
    assertThat(mail.in(mail.row(subject + " bis"), "star")).hasCount(1);
  }

  private static Locator mailboxOf(String subject) {
    return mail.in(mail.row(subject), "row-mailbox");
  }

  private static Locator.FilterOptions not(String text) {
    return new Locator.FilterOptions().setHasNotText(text);
  }
}
