package io.correo.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.correo.e2e.browser.Post.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.correo.e2e.browser.Chromium.Screen;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Reading and tidying up, as Ana does it.
@ExtendWith(InBrowser.class)
class BrowserReadingTest {
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

  @BeforeEach
  void inbox() {
    mail.go("all/inbox");
    assertThat(mail.at("folder-inbox")).hasAttribute("aria-current", "page");
  }

  @Test
  void showsTheInboxAndLeavesNoCodeInTheAddress() {
    assertThat(mail.at("thread-row").count()).isGreaterThan(20);
    assertThat(mail.page().url()).doesNotContain("code=").endsWith("#/all/inbox");
    assertThat((String) mail.page().evaluate("JSON.stringify(localStorage)"))
        .doesNotContain("eyJ"); // no token outlives the tab
  }

  @Test
  void showsNewMailWithoutReload() {
    mail.page().evaluate("window.samePage = true");
    var subject = unique("Llega");

    post.world().deliver(Post.ANA, "Nadie <nadie@fuera.example>", subject, "hola");

    assertThat(mail.row(subject)).isVisible();
    assertThat(mail.row(subject)).hasAttribute("data-unread", "true");
    assertThat(mail.page().evaluate("window.samePage")).isEqualTo(true);
  }

  @Test
  void readsInAFrameOfItsOwnAndMarksRead() {
    var subject = unique("Lectura");
    var remote = post.arrived("Pedro <pedro@fuera.example>", subject, "¿Podemos hablar mañana?");

    mail.open(subject);

    assertThat(mail.text()).containsText("¿Podemos hablar mañana?");
    var sandbox = mail.at("message-frame").last().getAttribute("sandbox");
    assertThat(sandbox).doesNotContain("same-origin").doesNotContain("top-navigation");
    assertThat(mail.row(subject)).hasAttribute("data-unread", "false");
    post.provider(remote, message -> !message.path("unread").asBoolean());
  }

  @Test
  void starsByItsIcon() {
    var subject = unique("Estrella");
    var remote = post.arrived(subject);
    var star = mail.in(mail.row(subject), "star");

    star.click();
    assertThat(star).hasAttribute("aria-pressed", "true");
    post.provider(remote, message -> message.path("starred").asBoolean());

    star.click();
    assertThat(star).hasAttribute("aria-pressed", "false");
    post.provider(remote, message -> !message.path("starred").asBoolean());
  }

  @Test
  void marksUnreadWhileReading() {
    var subject = unique("Luego");
    var remote = post.arrived(subject);
    mail.open(subject);
    post.provider(remote, message -> !message.path("unread").asBoolean());

    mail.at("action-unread").click();

    assertThat(mail.row(subject)).hasAttribute("data-unread", "true");
    post.provider(remote, message -> message.path("unread").asBoolean());
    assertThat(mail.row(subject)).hasAttribute("data-unread", "true");
  }

  @Test
  void throwsAwayAndTakesItBack() {
    var subject = unique("Papelera");
    var remote = post.arrived(subject);
    mail.select(subject);

    mail.at("action-trash").click();
    assertThat(mail.row(subject)).hasCount(0);
    post.provider(remote, message -> message.path("labels").toString().contains("TRASH"));
    mail.undo("1 conversación enviada a la papelera");

    assertThat(mail.row(subject)).isVisible();
    post.provider(remote, message -> message.path("labels").toString().contains("INBOX"));
    assertThat(mail.row(subject)).isVisible();
  }

  @Test
  void recoversFromTheTrash() {
    var subject = unique("Recuperar");
    var remote = post.arrived(subject);
    post.trashed(subject);
    mail.go("all/trash");
    mail.select(subject);

    mail.at("actions-menu").click();
    mail.at("menu-restore").click();

    assertThat(mail.row(subject)).hasCount(0);
    post.provider(remote, message -> message.path("labels").toString().contains("INBOX"));
    mail.go("all/inbox");
    assertThat(mail.row(subject)).isVisible();
  }

  @Test
  void deletesForEverOnlyWhenConfirmed() {
    var subject = unique("Para siempre");
    var remote = post.arrived(subject);
    post.trashed(subject);
    mail.go("all/trash");
    mail.select(subject);

    mail.at("action-delete").click();
    mail.at("ask-no").click();
    assertThat(mail.row(subject)).isVisible();
    mail.at("action-delete").click();
    mail.at("ask-yes").click();

    assertThat(mail.row(subject)).hasCount(0);
    post.providerForgot(remote);
  }

  @Test
  void speaksThreeLanguages() {
    var menus =
        Map.of(
            "en", List.of("Inbox", "Starred", "Drafts", "Sent", "Deleted", "Search"),
            "pt-BR",
                List.of(
                    "Caixa de entrada",
                    "Com estrela",
                    "Rascunhos",
                    "Enviados",
                    "Excluídos",
                    "Pesquisa"),
            "es",
                List.of(
                    "Bandeja de Entrada",
                    "Destacados",
                    "Borradores",
                    "Enviado",
                    "Eliminado",
                    "Búsqueda"));
    var roles = List.of("inbox", "starred", "drafts", "sent", "trash", "search");

    for (var language : List.of("en", "pt-BR", "es")) {
      mail.at("language").selectOption(language);

      for (var i = 0; i < roles.size(); i++) {
        var label = mail.at("folder-" + roles.get(i)).locator("span").first();
        assertThat(label).hasText(menus.get(language).get(i));
      }
      assertThat(mail.page().locator("html")).hasAttribute("lang", language);
    }
  }

  @Test
  void obeysTheKeyboard() {
    var first = unique("Tecla uno");
    var second = unique("Tecla dos");
    var third = post.arrived(unique("Tecla tres"));
    var archived = post.arrived(second);
    var remote = post.arrived(first);
    assertThat(mail.row(first)).isVisible();

    mail.row(second).locator("a").focus();
    mail.page().evaluate("document.activeElement.blur()");
    mail.open(first);
    mail.press("j");
    assertThat(mail.at("reading-subject")).hasText(second);
    mail.press("e");
    post.provider(archived, message -> !message.path("labels").toString().contains("INBOX"));
    mail.press("k");
    assertThat(mail.at("reading-subject")).hasText(first);
    mail.press("#");
    post.provider(remote, message -> message.path("labels").toString().contains("TRASH"));
    mail.press("u");
    assertThat(mail.page()).hasURL(Pattern.compile(".*#/all/inbox$"));
    mail.press("j", "Enter");
    assertThat(mail.page()).hasURL(Pattern.compile(".*#/all/inbox/.+"));
    mail.press("?");
    assertThat(mail.page().locator("dialog[open]")).containsText("Atajos de teclado");
    mail.press("Escape");
    assertThat(mail.page().locator("dialog[open]")).hasCount(0);
    post.provider(third, message -> message.path("labels").toString().contains("INBOX"));
  }
}
