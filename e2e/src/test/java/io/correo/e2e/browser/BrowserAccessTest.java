package io.correo.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.correo.e2e.browser.Post.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import io.correo.e2e.browser.Chromium.Screen;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page for everybody: on a phone, and for those who do not see it.
@ExtendWith(InBrowser.class)
class BrowserAccessTest {
  private final Post post = new Post();

  @ParameterizedTest
  @EnumSource
  void hasNothingAxeCallsSerious(Screen screen, Chromium chromium) {
    var subject = unique("Accesible");
    post.arrived(subject);
    try (var mail = chromium.signIn("ana", screen)) {
      assertThat(mail.row(subject)).isVisible();
      assertThat(serious(mail)).as("list").isEmpty();

      mail.open(subject);
      assertThat(mail.text()).containsText("hola");
      assertThat(serious(mail)).as("reading").isEmpty();

      mail.at("reply").click();
      mail.at("compose-body").waitFor();
      assertThat(serious(mail)).as("compose").isEmpty();

      mail.at("compose-close").click();
      assertThat(mail.complaints()).isEmpty();
    }
  }

  @Test
  void goesFromListToMessageAndBackOnAPhone(Chromium chromium) {
    var subject = unique("Teléfono");
    post.arrived(subject);
    try (var mail = chromium.signIn("ana", Screen.PHONE)) {
      assertThat(mail.at("reading-pane")).hasCount(0);

      mail.open(subject);
      assertThat(mail.row(subject)).isHidden();
      mail.at("back").click();

      assertThat(mail.row(subject)).isVisible();
      assertThat(mail.at("reading-pane")).hasCount(0);
      mail.open(subject);
      mail.page().goBack();
      assertThat(mail.row(subject)).isVisible();
      var wide = "document.documentElement.scrollWidth > innerWidth";
      assertThat(mail.page().evaluate(wide)).as("scrolls sideways").isEqualTo(false);
    }
  }

  /// What axe finds serious or critical, in words. The mail's own frame is its sender's.
  private static List<String> serious(MailPage mail) {
    return new AxeBuilder(mail.page())
        .setLegacyMode(true).exclude("iframe").analyze().getViolations().stream()
            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
            .map(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
            .toList();
  }
}
