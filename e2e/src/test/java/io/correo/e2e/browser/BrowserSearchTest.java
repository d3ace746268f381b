package io.correo.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.correo.e2e.browser.Post.unique;
import static io.correo.e2e.browser.Post.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.correo.e2e.Eventually;
import io.correo.e2e.browser.Chromium.Screen;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Finding mail: by words, and by the account it concerns.
@ExtendWith(InBrowser.class)
class BrowserSearchTest {
  private static MailPage mail;
  private final Post post = new Post();

  @BeforeAll
  static void signIn(Chromium chromium) {
    mail = chromium.signIn("ana", Screen.DESK);
  }

  @AfterAll
  static void leave() {
    mail.leave();
  }

  @Test
  void findsMessagesContactsAndFilesWithoutTheirAccents() {
    var word = "zafiro" + word();
    var subject = "Cotización " + word;
    post.world().deliver(Post.ANA, mailWithFile(word, subject));
    post.thread(subject);
    for (var kind : new String[] {"messages", "contacts", "files"}) {
      Eventually.see(
          () -> post.ana().get("/search?kind=" + kind + "&q=" + word),
          hits -> !hits.path("items").isEmpty());
    }

    mail.at("search-box").fill("cotizacion " + word);
    mail.press("Enter");

    assertThat(mail.at("message-hit")).hasCount(1);
    assertThat(mail.at("message-hit").locator("mark").first()).hasText("Cotización");
    assertThat(mail.at("search-tab-messages")).containsText("1");
    mail.at("search-box").fill(word);
    mail.press("Enter");
    mail.at("search-tab-contacts").click();
    assertThat(mail.at("contact-hit")).containsText(word + "@fuera.example");
    mail.at("search-tab-files").click();
    assertThat(mail.at("file-hit")).containsText("condiciones-" + word + ".txt");
    mail.at("search-tab-messages").click();
    mail.at("message-hit").click();
    assertThat(mail.at("reading-subject")).hasText(subject);
    assertThat(mail.text()).containsText("las condiciones");
  }

  @Test
  void showsTheEmailsOfAnAccount() {
    var subject = unique("Para el expediente");
    post.arrived("Marta Gil <marta.gil@norteconstrucciones.example>", subject, "hola");

    mail.at("open-accounts").click();
    mail.at("account-search").pressSequentially("norte");
    mail.at("account-option").first().click();

    assertThat(mail.page().locator("h1")).hasText("Construcciones Norte");
    assertThat(mail.row(subject)).isVisible();
    mail.open(subject);
    assertThat(mail.at("account-chip").first()).hasText("Construcciones Norte");
  }

  private static byte[] mailWithFile(String word, String subject) {
    return """
        From: Zoe %1$s <%1$s@fuera.example>
        To: ana@acme.example
        Subject: %2$s
        Message-ID: <%1$s@world.example>
        Date: Mon, 23 Nov 2026 10:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8

        Le mando las condiciones.
        --b
        Content-Type: text/plain; charset=utf-8
        Content-Disposition: attachment; filename="condiciones-%1$s.txt"

        Portes pagados %1$s
        --b--
        """
        .formatted(word, subject)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
