package io.correo.local.demo;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Connects mailboxes over the public API and the simulator's consent page, as their users would.
/// What is connected already stays as it is.
public final class DemoConnections {
  private static final Duration FIRST_MAIL = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration TELL = Duration.ofSeconds(2);

  private final String gateway;
  private final String simulator;
  private final Consumer<String> tell;

  /// @param gateway its URL without a slash at the end
  /// @param simulator its URL without a slash at the end
  /// @param tell takes a line of progress
  public DemoConnections(String gateway, String simulator, Consumer<String> tell) {
    this.gateway = gateway;
    this.simulator = simulator;
    this.tell = tell;
  }

  /// Connects all demo mailboxes at the same time, and does not wait for their mail.
  ///
  /// @throws IllegalStateException saying what was refused
  public void connectAll() {
    try (var browsers = Executors.newVirtualThreadPerTaskExecutor()) {
      var connecting =
          DemoMailbox.all().stream()
              .map(mailbox -> CompletableFuture.runAsync(() -> connect(mailbox), browsers))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(connecting).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException refused ? refused : e;
    }
  }

  /// Waits until each inbox shows something.
  ///
  /// @throws IllegalStateException saying whose inbox stays empty
  public void awaitFirstMail() {
    DemoMailbox.all().forEach(this::awaitFirstMail);
  }

  /// Waits until the inbox shows something.
  ///
  /// @throws IllegalStateException when it stays empty
  public void awaitFirstMail(DemoMailbox mailbox) {
    try (var browser = new Browser()) {
      awaitFirstMail(browser, mailbox);
    }
  }

  /// Connects one mailbox, and does not wait for its mail.
  ///
  /// @return its id
  public String connect(DemoMailbox mailbox) {
    try (var browser = new Browser()) {
      return connect(browser, mailbox);
    }
  }

  /// A token of the CRM for a user, as a script gets it.
  public String token(String user) {
    try (var browser = new Browser()) {
      return token(browser, user);
    }
  }

  /// Tells how far the imports are until all are done.
  public void tellImportProgress() {
    try (var browser = new Browser()) {
      var open = new ArrayList<>(DemoMailbox.all());
      while (!open.isEmpty()) {
        open.removeIf(mailbox -> toldAndDone(browser, mailbox));
        if (!open.isEmpty()) pause(TELL);
      }
    }
  }

  private String connect(Browser browser, DemoMailbox mailbox) {
    var token = token(browser, mailbox.user());
    var known = find(browser, token, mailbox);
    if (known != null) return known;
    var order = new LinkedHashMap<String, String>();
    order.put("provider", mailbox.provider());
    order.put("returnTo", gateway + "/");
    order.put("loginHint", mailbox.address());
    var asked = browser.post(gateway + "/api/v1/mailboxes/connections", token, order);
    var consent = withHint(asked.path("authorizationUrl").asString(), mailbox.address());
    var back = browser.follow(URI.create(consent), gateway + "/?");
    var state = parameter(back, "connection");
    var connected =
        browser.post(
            gateway + "/api/v1/mailboxes/connections/" + state + "/completion", token, Map.of());
    tell.accept("Connected " + mailbox.address());
    return connected.path("id").asString();
  }

  private @Nullable String find(Browser browser, String token, DemoMailbox wanted) {
    for (var mailbox : browser.get(gateway + "/api/v1/mailboxes", token).path("items")) {
      if (mailbox.path("address").asString().equals(wanted.address())) {
        return mailbox.path("id").asString();
      }
    }
    return null;
  }

  private void awaitFirstMail(Browser browser, DemoMailbox mailbox) {
    var token = token(browser, mailbox.user());
    var id = find(browser, token, mailbox);
    var inbox = "/api/v1/threads?role=inbox&limit=1&mailbox=" + id;
    for (var tries = FIRST_MAIL.dividedBy(LOOK); tries > 0; tries--) {
      // Who lists mail hears of a new mailbox a moment after it is connected.
      var threads = browser.find(gateway + inbox, token);
      if (threads != null && !threads.path("items").isEmpty()) return;
      pause(LOOK);
    }
    throw new IllegalStateException(
        "The inbox of "
            + mailbox.address()
            + " is still empty after "
            + FIRST_MAIL.toSeconds()
            + " s.");
  }

  private boolean toldAndDone(Browser browser, DemoMailbox mailbox) {
    var token = token(browser, mailbox.user());
    var id = find(browser, token, mailbox);
    if (id == null) return true;
    var progress =
        browser.get(gateway + "/api/v1/mailboxes/" + id + "/health", token).path("import");
    var done = progress.path("done").asLong(0);
    var total = progress.path("total").asLong(0);
    tell.accept("Imported %d of %d messages of %s".formatted(done, total, mailbox.address()));
    return isFinished(progress) || (total > 0 && done >= total);
  }

  private static boolean isFinished(JsonNode progress) {
    return progress.isMissingNode() || progress.isNull();
  }

  private String token(Browser browser, String user) {
    var form = Map.of("grant_type", "password", "username", user);
    return browser.submit(simulator + "/crm/oauth/token", form).path("access_token").asString();
  }

  private static String withHint(String consent, String address) {
    if (consent.contains("login_hint=")) return consent;
    return consent + "&" + Browser.form(Map.of("login_hint", address));
  }

  private static String parameter(URI page, String name) {
    List<String> pairs = Arrays.asList(page.getRawQuery().split("&"));
    return pairs.stream()
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The provider refused: " + page));
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
