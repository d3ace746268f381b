package io.correo.e2e.browser;

import static org.awaitility.Awaitility.await;

import io.correo.e2e.Eventually;
import io.correo.e2e.Stage;
import io.correo.e2e.client.Crm;
import io.correo.e2e.client.World;
import io.correo.e2e.convergence.Truth;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// One of Ana's mailboxes from outside the page: what is sent to her, and what her provider has.
final class Post {
  static final String ANA = "ana@acme.example";
  static final String OUTLOOK = "ana@acme-mail.example";

  private final World world = Stage.shared().world();
  private final Crm ana = Stage.shared().as("ana");
  private final String address;

  Post() {
    this(ANA);
  }

  Post(String address) {
    this.address = address;
  }

  /// A subject nobody else uses.
  static String unique(String text) {
    return text + " " + word();
  }

  static String word() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  World world() {
    return world;
  }

  Crm ana() {
    return ana;
  }

  /// A mail for Ana that her list has.
  ///
  /// @return its id at the provider
  String arrived(String subject) {
    return arrived("Nadie <nadie@fuera.example>", subject, "hola");
  }

  String arrived(String from, String subject, String text) {
    var remote = world.deliver(address, from, subject, text);
    thread(subject);
    return remote;
  }

  /// The inbox's conversation with this subject.
  String thread(String subject) {
    return Eventually.item(
            () -> ana.get("/threads?role=inbox"),
            row -> row.path("subject").asString().contains(subject))
        .path("id")
        .asString();
  }

  /// A conversation that was in the inbox before the tests.
  String demo(String subject) {
    return ana.all("/threads?role=inbox").stream()
        .filter(row -> row.path("subject").asString().contains(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not in the demo: " + subject))
        .path("id")
        .asString();
  }

  /// Waits until the provider has it so.
  void provider(String remote, Predicate<JsonNode> so) {
    Eventually.see(
        () -> world.truth(address),
        items ->
            items
                .valueStream()
                .filter(item -> item.path("id").asString().equals(remote))
                .anyMatch(so));
  }

  /// Waits until it is in a folder of this role at the provider.
  void providerHas(String remote, String role) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> Truth.of(world, address).find(remote),
            it -> it != null && it.roles().contains(role));
  }

  void providerForgot(String remote) {
    Eventually.see(
        () -> world.truth(address),
        items -> items.valueStream().noneMatch(item -> item.path("id").asString().equals(remote)));
  }

  void trashed(String subject) {
    var message = ana.get("/threads/" + thread(subject)).path("messages").get(0);
    ana.act("trash", message.path("id").asString());
    Eventually.item(
        () -> ana.get("/threads?role=trash"),
        row -> row.path("subject").asString().contains(subject));
  }
}
