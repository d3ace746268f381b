package io.correo.sync.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.MailboxId;
import io.correo.simulator.fault.Faults;
import io.correo.simulator.quota.Quota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// A user's mailbox at a simulated provider, and what the user does with it outside the CRM.
public sealed class Account permits Gmail, Outlook {
  private static int sent;
  private final World world;
  private final String provider;
  private final String address;

  Account(World world, String provider, String address) {
    this.world = world;
    this.provider = provider;
    this.address = address;
    var made =
        world
            .simulator()
            .post(
                "/_sim/mailboxes",
                "{\"address\":\"%s\",\"user\":\"ana\",\"provider\":\"%s\"}"
                    .formatted(address, provider));
    assertThat(made.status()).as(made.toString()).isLessThan(300);
  }

  public String address() {
    return address;
  }

  World world() {
    return world;
  }

  /// @return the provider's id of the message
  public String receive(String subject) {
    return receive(subject, next(), next());
  }

  /// A message, and answers to it.
  ///
  /// @return the provider's id of the last
  public String receiveConversation(String subject, int messages) {
    var first = next();
    var last = receive(subject, first, next());
    for (var i = 1; i < messages; i++) last = receive(subject, next(), first);
    return last;
  }

  private String receive(String subject, int number, int answered) {
    var message =
        """
        From: Luis <luis@obra.example>\r
        To: %s\r
        Subject: %s\r
        Message-ID: <m%d@obra.example>\r
        References: <m%d@obra.example>\r
        Content-Type: text/plain; charset=utf-8\r
        \r
        Hola, esto es %s.\r
        """
            .formatted(address, subject, number, answered, subject);
    var answer = world.simulator().send("POST", path(""), "message/rfc822", message);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private static synchronized int next() {
    return ++sent;
  }

  public void change(String message, String json) {
    var answer = world.simulator().send("PATCH", path("/" + message), "application/json", json);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  public void delete(String message) {
    var answer = world.simulator().send("DELETE", path("/" + message), "application/json", "");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
  }

  public List<JsonNode> truth() {
    var items = new ArrayList<JsonNode>();
    world.simulator().get(path("")).json().path("items").forEach(items::add);
    return items;
  }

  /// @return by what the fault is known; empty for one that happens at once
  public String fault(String json) {
    var answer = world.simulator().post("/_sim/faults", json);
    assertThat(answer.status()).as(answer.toString()).isLessThan(300);
    return answer.json().path("id").asString("");
  }

  /// One of this mailbox's calls only.
  ///
  /// @param json what goes wrong, without braces
  public String ownFault(String json) {
    return fault("{%s,\"match\":{\"address\":\"%s\"}}".formatted(json, address));
  }

  /// How often faults of this mailbox have struck.
  public int struck() {
    return world.outside(Faults.class).armed().stream()
        .filter(it -> address.equals(it.fault().match().address()))
        .mapToInt(Faults.Armed::struck)
        .sum();
  }

  /// Calls the provider has done for this mailbox, by method.
  public Map<String, Long> calls() {
    return world.outside(Quota.class).spent().stream()
        .filter(it -> it.address().equals(address))
        .findFirst()
        .map(Quota.Spent::methods)
        .orElse(Map.of());
  }

  /// Whether every one of these has been told, once or more.
  public boolean hasTold(MailboxId mailbox, String... subjects) {
    return Stream.of(subjects).noneMatch(it -> world.topics().messages(mailbox, it).isEmpty());
  }

  /// Goes through the provider's consent, up to our callback's redirect.
  ///
  /// @return the state
  public String consent(Http user) {
    var asked =
        user.post(
            "/api/v1/mailboxes/connections",
            "{\"provider\":\"%s\",\"returnTo\":\"%s\",\"loginHint\":\"%s\"}"
                .formatted(provider, World.PAGE, address));
    assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
    follow(asked.json().path("authorizationUrl").asString());
    return asked.json().path("state").asString();
  }

  /// As a browser does: the provider, then our callback, then the page it came from.
  ///
  /// @return where the browser ends
  public String follow(String authorizationUrl) {
    var consented = world.simulator().get(authorizationUrl);
    assertThat(consented.status()).as(consented.toString()).isEqualTo(302);
    var callback = consented.header("Location").replace("http://crm.example", "");
    var back = world.service().get(callback);
    assertThat(back.status()).as(back.toString()).isEqualTo(302);
    return back.header("Location");
  }

  /// Pushes about this mailbox are lost from now on.
  public void losePushes() {
    fault("{\"action\":\"lose\",\"times\":1000,\"address\":\"%s\"}".formatted(address));
  }

  /// The provider forgets where we are.
  public void expireHistory() {
    fault("{\"action\":\"expireHistory\",\"address\":\"%s\"}".formatted(address));
  }

  /// The user takes our access back at the provider.
  public void revoke() {
    world.simulator().send("DELETE", "/_sim/tokens/" + address, "application/json", "");
  }

  /// Connects it as Ana's, and waits until all that was there is told.
  public MailboxId imported() {
    var mailbox = connect();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(health(mailbox).path("census").isObject()).isTrue());
    return mailbox;
  }

  public JsonNode health(MailboxId mailbox) {
    return world.ana().get("/api/v1/mailboxes/" + mailbox + "/health").json();
  }

  /// Connects it as Ana's.
  public MailboxId connect() {
    var state = consent(world.ana());
    var done = world.ana().post("/api/v1/mailboxes/connections/" + state + "/completion", "{}");
    assertThat(done.status()).as(done.toString()).isEqualTo(201);
    return new MailboxId(done.json().path("id").asString());
  }

  private String path(String rest) {
    return "/_sim/mailboxes/" + address + "/messages" + rest;
  }
}
