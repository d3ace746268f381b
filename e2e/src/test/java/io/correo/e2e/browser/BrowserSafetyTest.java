package io.correo.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.correo.e2e.Stage;
import io.correo.e2e.browser.Chromium.Screen;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mail that means harm: nothing of it runs, nothing of it is fetched.
@ExtendWith(InBrowser.class)
class BrowserSafetyTest {
  private static MailPage mail;
  private final Post post = new Post();

  @BeforeAll
  static void signIn(Chromium chromium) {
    mail = chromium.signIn("ana", Screen.DESK);
    mail.page().onDialog(dialog -> mail.complaints().add("dialog: " + dialog.message()));
    mail.page().context().onPage(page -> mail.complaints().add("opened: " + page.url()));
  }

  @AfterAll
  static void leave() {
    mail.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Confirmación de pedido PO-77120",
        "Su buzón está al 98 %",
        "Su factura está lista para descargar",
        "Cambio de número de cuenta para sus pagos",
        "Espacios de Trabajo nº 216"
      })
  void showsHostileMailOfTheDemoAndRunsNothing(String subject) {
    reads(post.demo(subject));
  }

  @Test
  void warnsOfASenderWhoLooksLikeAnother() {
    reads(post.demo("Cambio de número de cuenta para sus pagos"));

    assertThat(mail.at("warning").first()).isVisible();
  }

  @Test
  void runsNoScriptOfAMail() {
    var subject = Post.unique("Premio");
    post.world().deliver(Post.ANA, hostile(subject));

    reads(post.thread(subject));

    assertThat(mail.text()).containsText("Ha ganado");
    mail.text().getByText("Reclamar").click(); // its address is gone, its handler too
    assertNothingRan();
  }

  private void reads(String thread) {
    mail.go("all/inbox/" + thread);
    assertThat(mail.text()).not().isEmpty();
    // Mail that wanted to act would have by the time the page has drawn twice.
    mail.page()
        .evaluate("() => new Promise(d => requestAnimationFrame(() => requestAnimationFrame(d)))");
    assertNothingRan();
  }

  private static void assertNothingRan() {
    assertThat(mail.page().evaluate("window.pwned")).isNull();
    assertThat(mail.page().url()).startsWith(Stage.shared().url());
    var ours = URI.create(Stage.shared().url()).getHost();
    // A srcdoc or data address has no host.
    assertThat(mail.hosts()).isSubsetOf("", ours);
    // A policy that refuses is the policy at work; anything else is not.
    assertThat(mail.complaints()).allMatch(one -> one.contains("Content Security Policy"));
  }

  private static byte[] hostile(String subject) {
    return """
        From: Premios <premios@robo.example>
        To: ana@acme.example
        Subject: %s
        Message-ID: <%s@robo.example>
        Date: Mon, 23 Nov 2026 10:00:00 +0000
        MIME-Version: 1.0
        Content-Type: text/html; charset=utf-8

        <script>window.top.pwned = parent.pwned = window.pwned = 1</script>
        <p onclick="top.pwned = 2">Ha ganado</p>
        <a href="javascript:top.pwned=8" onclick="top.pwned=9">Reclamar</a>
        <img src="x" onerror="top.pwned = 3"><svg onload="top.pwned = 4"></svg>
        <style>@import url(https://robo.example/a.css); p { background: url(https://robo.example/b) }</style>
        <math><mtext><table><mglyph><style><img src onerror="top.pwned = 5"></style></mglyph></table>
        <noscript><p title="</noscript><img src=x onerror='top.pwned = 6'>"></noscript>
        <iframe srcdoc="<script>top.pwned = 7</script>"></iframe>
        <link rel="stylesheet" href="https://robo.example/c.css"><link rel="prefetch" href="https://robo.example/d">
        <video poster="https://robo.example/e" src="https://robo.example/f"></video>
        <img srcset="https://robo.example/g 2x"><input type="image" src="https://robo.example/h">
        <form action="https://robo.example/i"><button autofocus onfocus="top.pwned = 10">Entrar</button></form>
        """
        .formatted(subject, Post.word())
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
