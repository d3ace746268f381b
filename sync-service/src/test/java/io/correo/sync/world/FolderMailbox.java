package io.correo.sync.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.MailboxId;
import io.correo.provider.ProviderException.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A mailbox of the kind whose provider pushes to the application itself, follows each folder by a
/// cursor of its own and brings whole messages in listings. Held in memory, so that a test can
/// stand between any two calls.
public final class FolderMailbox {
  private final World world;
  final String address;
  final TreeMap<String, Message> messages = new TreeMap<>();
  final TreeMap<String, String> folders = new TreeMap<>();
  final List<Happened> journal = new ArrayList<>();
  final Map<String, Integer> forgottenBefore = new TreeMap<>();
  final List<String> calls = new CopyOnWriteArrayList<>();
  final List<String> watches = new ArrayList<>();
  String clientState = "";
  boolean pagesAreDead;
  private volatile Consumer<String> before = _ -> {};
  private int made;

  record Message(
      String key,
      String ref,
      String folder,
      String subject,
      Instant date,
      boolean unread,
      boolean starred) {}

  /// A message came to a folder, changed in it or left it.
  record Happened(String folder, String ref) {}

  FolderMailbox(World world, String address) {
    this.world = world;
    this.address = address;
    folders.put("inbox", "Inbox");
    folders.put("trash", "Trash");
  }

  /// What happens before each call: it may wait, or throw what the provider would.
  public void before(Consumer<String> call) {
    before = call;
  }

  /// Calls of this kind wait.
  ///
  /// @return lets them go on
  public CountDownLatch hold(String kind) {
    var gate = new CountDownLatch(1);
    before(
        call -> {
          try {
            if (call.startsWith(kind)) gate.await();
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unavailable("stopped", stopping);
          }
        });
    return gate;
  }

  void called(String call) {
    calls.add(call);
    before.accept(call);
  }

  /// The calls so far, by method and part.
  public List<String> calls() {
    return List.copyOf(calls);
  }

  public synchronized String receive(String folder, String subject) {
    return add(folder, subject, InstantSource.system().instant());
  }

  /// A message of last year.
  public synchronized String old(String folder, String subject) {
    return add(folder, subject, Instant.parse("2025-06-01T00:00:00Z").plusSeconds(made));
  }

  private String add(String folder, String subject, Instant date) {
    var ref = "m%03d".formatted(++made);
    put(new Message(ref, ref, folder, subject, date, true, false));
    return ref;
  }

  public synchronized void star(String ref) {
    var it = messages.get(ref);
    put(new Message(it.key(), ref, it.folder(), it.subject(), it.date(), it.unread(), true));
  }

  /// The provider does not know any more by what it stays the same message.
  public synchronized void loseKey(String ref) {
    var it = messages.get(ref);
    put(
        new Message(
            "another " + it.key(),
            ref,
            it.folder(),
            it.subject(),
            it.date(),
            it.unread(),
            it.starred()));
  }

  public synchronized void move(String ref, String folder) {
    var it = messages.get(ref);
    journal.add(new Happened(it.folder(), ref));
    put(new Message(it.key(), ref, folder, it.subject(), it.date(), it.unread(), it.starred()));
  }

  public synchronized void delete(String ref) {
    journal.add(new Happened(messages.remove(ref).folder(), ref));
  }

  private void put(Message message) {
    messages.put(message.ref(), message);
    journal.add(new Happened(message.folder(), message.ref()));
  }

  public synchronized void create(String folder) {
    folders.put(folder, folder);
  }

  /// With what is in it.
  public synchronized void remove(String folder) {
    folders.remove(folder);
    messages.values().removeIf(it -> it.folder().equals(folder));
  }

  /// The provider forgets where we are in a folder.
  public synchronized void forget(String folder) {
    forgottenBefore.put(folder, journal.size() + 1);
    journal.add(new Happened("", ""));
  }

  /// From now on the provider knows no page of an import but the first.
  public synchronized void killPages() {
    pagesAreDead = true;
  }

  public synchronized void endWatches() {
    watches.clear();
  }

  /// What it was given to send back with every notice.
  public String clientState() {
    return clientState;
  }

  /// Those it has now.
  public synchronized List<String> watches() {
    return List.copyOf(watches);
  }

  synchronized List<Message> in(String folder) {
    return messages.values().stream().filter(it -> it.folder().equals(folder)).toList();
  }

  synchronized @Nullable Message find(String ref) {
    return messages.get(ref);
  }

  /// Sends notices about messages, as the provider does.
  public Answer push(String... refs) {
    var notices =
        Stream.of(refs)
            .map(
                it ->
                    "{\"subscriptionId\":\"s\",\"clientState\":\"%s\",\"resourceData\":{\"id\":\"%s\"}}"
                        .formatted(clientState, it))
            .collect(Collectors.joining(","));
    return world.service().post("/webhooks/microsoft", "{\"value\":[%s]}".formatted(notices));
  }

  /// Says something of the watch.
  public Answer lifecycle(String event) {
    return world
        .service()
        .post(
            "/webhooks/microsoft/lifecycle",
            "{\"value\":[{\"subscriptionId\":\"s\",\"clientState\":\"%s\",\"lifecycleEvent\":\"%s\"}]}"
                .formatted(clientState, event));
  }

  /// Connects it as Ana's.
  public MailboxId connect() {
    return agree(
        201,
        world
            .ana()
            .post(
                "/api/v1/mailboxes/connections",
                "{\"provider\":\"folders\",\"returnTo\":\"%s\"}".formatted(World.PAGE)));
  }

  /// Ana agrees anew.
  public void reconnect(MailboxId mailbox) {
    agree(
        200,
        world
            .ana()
            .post(
                "/api/v1/mailboxes/" + mailbox + "/reauthorization",
                "{\"returnTo\":\"%s\"}".formatted(World.PAGE)));
  }

  private MailboxId agree(int expected, Answer asked) {
    assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
    var state = asked.json().path("state").asString();
    var back =
        world.service().get("/oauth/folders/callback?code=%s&state=%s".formatted(address, state));
    assertThat(back.status()).as(back.toString()).isEqualTo(302);
    var done = world.ana().post("/api/v1/mailboxes/connections/" + state + "/completion", "{}");
    assertThat(done.status()).as(done.toString()).isEqualTo(expected);
    return new MailboxId(done.json().path("id").asString());
  }

  /// The same, and waits until all that was there is told.
  public MailboxId imported() {
    var mailbox = connect();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(health(mailbox).path("census").isObject()).isTrue());
    return mailbox;
  }

  public JsonNode health(MailboxId mailbox) {
    return world.ana().get("/api/v1/mailboxes/" + mailbox + "/health").json();
  }

  /// What another service does when it has changed something.
  public void wake(MailboxId mailbox) {
    wake(mailbox, "{}");
  }

  /// The same, when it can say to which message.
  public void wakeFor(MailboxId mailbox, String ref) {
    wake(mailbox, "{\"messages\":[\"%s\"]}".formatted(ref));
  }

  private void wake(MailboxId mailbox, String body) {
    var answer = world.internal().post("/internal/mailboxes/" + mailbox + "/wake", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
  }
}
