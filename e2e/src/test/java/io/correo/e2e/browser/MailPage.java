package io.correo.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The open page, in the words of its user. What it shows is found by its `data-test` names.
final class MailPage implements AutoCloseable {
  /// The machine may be busy with the rest of the system.
  static final int PATIENCE_MS = 20_000;

  private final Page page;
  private final String gateway;
  private final List<String> complaints = new ArrayList<>();
  private final Set<String> hosts = new TreeSet<>();

  MailPage(Page page, String gateway) {
    this.page = page;
    this.gateway = gateway;
    page.setDefaultTimeout(PATIENCE_MS);
    page.onPageError(error -> complaints.add("uncaught: " + error));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && message.location().startsWith(gateway)) {
            complaints.add("console: " + message.text() + " at " + message.location());
          }
        });
    page.onRequest(request -> hosts.add(host(request.url())));
  }

  private static String host(String url) {
    var host = URI.create(url.replaceAll("[|{}\\\\^`\\[\\] ].*", "")).getHost();
    return host == null ? "" : host;
  }

  void signIn(String user) {
    page.navigate(gateway + "/");
    at("sign-in").click();
    page.locator("button[value=" + user + "]").click();
    at("thread-row").first().waitFor();
  }

  Page page() {
    return page;
  }

  Locator at(String name) {
    return page.locator("[data-test=" + name + "]");
  }

  /// Goes to a place without loading the page again.
  ///
  /// @param place as in the address, for example `all/inbox`
  MailPage go(String place) {
    page.navigate(gateway + "/#/" + place);
    return this;
  }

  /// The row of the list with this subject.
  Locator row(String subject) {
    return at("thread-row").filter(new Locator.FilterOptions().setHasText(subject));
  }

  Locator in(Locator row, String name) {
    return row.locator("[data-test=" + name + "]");
  }

  void open(String subject) {
    row(subject).click();
    assertThat(at("reading-subject")).hasText(subject);
  }

  /// The text of the newest message shown, inside its own frame.
  Locator text() {
    FrameLocator frame = page.frameLocator("[data-test=message-frame] >> nth=-1");
    return frame.locator("body");
  }

  void select(String subject) {
    in(row(subject), "thread-check").click();
  }

  /// Takes back what a toast says.
  void undo(String said) {
    var toast = at("toast").filter(new Locator.FilterOptions().setHasText(said));
    in(toast, "toast-undo").click();
  }

  void press(String... keys) {
    for (var key : keys) page.keyboard().press(key);
  }

  /// Hosts that were asked for anything so far.
  Set<String> hosts() {
    return hosts;
  }

  /// Errors in the console, and errors nobody caught.
  List<String> complaints() {
    return complaints;
  }

  /// Closes the page, and fails when it complained.
  void leave() {
    close();
    org.assertj.core.api.Assertions.assertThat(complaints).isEmpty();
  }

  @Override
  public void close() {
    page.context().close();
  }
}
