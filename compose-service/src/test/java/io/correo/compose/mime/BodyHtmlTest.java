package io.correo.compose.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyHtmlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=x onerror=alert(1)>",
        "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
        "<svg><script>alert(1)</script></svg>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<form action=https://evil.example><input name=p></form>",
        "<p style='background:url(https://t.example/x)'>x</p>",
        "<p style='width:expression(alert(1))'>x</p>",
        "<base href=https://evil.example><meta http-equiv=refresh content='0;url=x'>"
      })
  void letsNothingActiveLeave(String hostile) {
    assertThat(BodyHtml.of(hostile).html().toLowerCase())
        .doesNotContain(
            "alert",
            "onerror",
            "javascript",
            "<form",
            "<input",
            "url(",
            "expression",
            "<base",
            "<meta",
            "srcdoc");
  }

  @Test
  void staysAsItIsWhenCleanedAgain() {
    var once = BodyHtml.of("<div>a<br><b style=\"color:red\">b</b><img src=\"cid:x@y\"></div>");

    assertThat(BodyHtml.of(once.html())).isEqualTo(once);
    assertThat(once.contentIds()).containsExactly("x@y");
  }

  @Test
  void becomesPlainTextAsPeopleWriteIt() {
    var text =
        BodyHtml.of(
                "<p>Hola</p><ul><li>uno</li><li>dos</li></ul><p><a href='https://x.es'>ver</a></p>"
                    + "<blockquote><p>antes</p><blockquote>aún antes</blockquote></blockquote>")
            .text();

    assertThat(text)
        .isEqualTo("Hola\n\n- uno\n- dos\nver <https://x.es>\n\n> antes\n\n> > aún antes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b.es", "a.b+c@sub.obra.example", "josé@ñandú.es", "x@localhost"})
  void delivers(String address) {
    assertThat(HeaderText.isDeliverable(Address.of(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "@b.es", "a@", "a b@c.es", "a@b..es", "a@-b.es", "a@b@c.es", "<a@b.es>"})
  void doesNotDeliver(String address) {
    assertThat(HeaderText.isDeliverable(Address.of(address))).isFalse();
  }

  @Test
  void answersAndForwardsSubjectsOnce() {
    assertThat(new Subject("Re: AW: RE[3]: Hola").reply().text()).isEqualTo("Re: Hola");
    assertThat(new Subject("RV: Fwd: Hola").forward().text()).isEqualTo("Fwd: Hola");
    assertThat(new Subject("Fwd: Hola").reply().text()).isEqualTo("Re: Fwd: Hola");
    assertThat(new Subject("Reunión: mañana").reply().text()).isEqualTo("Re: Reunión: mañana");
  }
}
