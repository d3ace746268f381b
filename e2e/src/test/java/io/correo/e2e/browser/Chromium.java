package io.correo.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.correo.e2e.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One browser for all tests of a run. [InBrowser] hands it out.
final class Chromium implements AutoCloseable {
  static final Path PROGRAM = Path.of("/usr/bin/chromium");

  private static final List<String> QUIET =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          // Not a process for the text of each message, which is half of what opening one costs.
          "--disable-features=IsolateSandboxedIframes");

  private final Playwright playwright;
  private final Browser browser;

  Chromium() {
    var noDownload = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(noDownload));
    PlaywrightAssertions.setDefaultAssertionTimeout(MailPage.PATIENCE_MS);
    browser =
        playwright.chromium().launch(new LaunchOptions().setExecutablePath(PROGRAM).setArgs(QUIET));
  }

  /// The page with its inbox, as a user sees it after the identity provider's page.
  MailPage signIn(String user, Screen screen) {
    var options =
        new Browser.NewContextOptions()
            .setViewportSize(screen.width(), screen.height())
            .setLocale("es-ES");
    var page = new MailPage(browser.newContext(options).newPage(), Stage.shared().url());
    page.signIn(user);
    return page;
  }

  /// What fits: three panes, or one.
  enum Screen {
    DESK(1440, 900),
    PHONE(390, 844);

    private final int width;
    private final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }

    int width() {
      return width;
    }

    int height() {
      return height;
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
