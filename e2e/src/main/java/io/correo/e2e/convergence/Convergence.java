package io.correo.e2e.convergence;

import io.correo.e2e.client.Crm;
import io.correo.e2e.client.World;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Gatherers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Compares what the provider has in one mailbox with every view of it: the mailbox API, search,
/// link decisions and public events. Invariants 1, 2, 3 and 6: no loss, no ghost, nothing told
/// twice under another id. Whoever asks right after a change asks again until it converges.
public final class Convergence {
  private static final int MOST_NAMED = 20;
  private static final int SIDE_BY_SIDE = 4;

  /// All that search shows unless asked for more: not what is in the trash or spam.
  private static final String EVERYTHING = "before:9999-01-01%20-in:drafts";
  private static final List<String> ROLES =
      List.of("inbox", "sent", "drafts", "archive", "trash", "spam");

  private final World world;
  private final Crm crm;
  private final String kafka;

  /// @param crm as the owner of the mailboxes that are checked
  public Convergence(World world, Crm crm, String kafka) {
    this.world = world;
    this.crm = crm;
    this.kafka = kafka;
  }

  /// @param differences in words, the first of each kind by name; empty when all agree
  public record Report(
      String address,
      int atProvider,
      int inMailbox,
      long inSearch,
      int decided,
      int told,
      List<String> differences) {

    public boolean isConverged() {
      return differences.isEmpty();
    }

    @Override
    public String toString() {
      return "%s: %d at the provider, %d in the mailbox, %d in search, %d linked or not, %d published; %s"
          .formatted(
              address,
              atProvider,
              inMailbox,
              inSearch,
              decided,
              told,
              isConverged() ? "converged" : "differences: " + differences);
    }
  }

  public Report check(String address) {
    var mailbox = crm.mailbox(address);
    var truth = Truth.of(world, address);
    var streams = Streams.of(kafka, mailbox);
    var differences = new Differences();

    var shown = compareMessages(mailbox, truth, stars(mailbox), differences);
    var searched = compareSearch(mailbox, truth, differences);
    var decided = compareLinks(mailbox, truth, streams, differences);
    var told = compareEvents(mailbox, truth, streams, differences);
    if (streams.deadLetters() > 0) {
      differences.add("dead letters", String.valueOf(streams.deadLetters()));
    }
    // Dearest by far, and asked for in vain while anything else differs.
    if (differences.isEmpty()) compareLists(mailbox, truth, listed(mailbox), differences);
    return new Report(
        address, truth.messages().size(), shown, searched, decided, told, differences.words());
  }

  /// Where a mailbox cannot star, its provider's flag is no star.
  private boolean stars(String mailbox) {
    return crm.get("/mailboxes/" + mailbox).path("capabilities").path("star").asBoolean();
  }

  private int compareMessages(String mailbox, Truth truth, boolean stars, Differences differences) {
    var expected = new HashMap<String, Truth.Message>();
    for (var message : truth.messages()) {
      if (!message.draft()) expected.put(id(mailbox, message), message);
    }
    var ids = List.copyOf(expected.keySet());
    var found = 0;
    for (var from = 0; from < ids.size(); from += 100) {
      var some = ids.subList(from, Math.min(from + 100, ids.size()));
      for (var item : crm.get("/messages?ids=" + String.join(",", some)).path("items")) {
        var message = expected.remove(item.path("id").asString());
        if (message == null) continue;
        found++;
        compare(message, item, stars, differences);
      }
    }
    expected.values().forEach(lost -> differences.add("missing in the mailbox", lost.subject()));
    return found;
  }

  private static void compare(
      Truth.Message truth, JsonNode view, boolean stars, Differences differences) {
    var roles = new TreeSet<String>();
    view.path("roles").forEach(role -> roles.add(role.asString()));
    if (!roles.equals(truth.roles())) {
      differences.add(
          "in other folders", "%s %s≠%s".formatted(truth.subject(), roles, truth.roles()));
    }
    if (view.path("unread").asBoolean() != truth.unread()) {
      differences.add("unread differs", truth.subject());
    }
    if (view.path("starred").asBoolean() != (stars && truth.starred())) {
      differences.add("starred differs", truth.subject());
    }
  }

  /// Every list a page can show: those of the roles, and those of the user's own folders.
  private List<String> places(String mailbox) {
    var places = new ArrayList<String>();
    ROLES.forEach(role -> places.add("role=" + role));
    for (var folder : crm.get("/folders?mailbox=" + mailbox).path("items")) {
      if (folder.path("role").asString("").isEmpty()) {
        places.add("folder=" + folder.path("id").asString());
      }
    }
    return places;
  }

  /// Ids of all messages that any list of the mailbox leads to.
  private Map<String, JsonNode> listed(String mailbox) {
    var threads = new HashSet<String>();
    for (var place : places(mailbox)) {
      crm.all("/threads?mailbox=%s&%s".formatted(mailbox, place))
          .forEach(row -> threads.add(row.path("id").asString()));
    }
    var messages = new HashMap<String, JsonNode>();
    threads.stream()
        .gather(Gatherers.mapConcurrent(SIDE_BY_SIDE, this::messagesOf))
        .flatMap(JsonNode::valueStream)
        .forEach(message -> messages.put(message.path("id").asString(), message));
    return messages;
  }

  /// None when the conversation went meanwhile.
  private JsonNode messagesOf(String thread) {
    var answer = crm.http().send("GET", "/threads/" + thread, null);
    if (answer.status() == 404) return MissingNode.getInstance();
    return answer.ok().json().path("messages");
  }

  private void compareLists(
      String mailbox, Truth truth, Map<String, JsonNode> listed, Differences differences) {
    var expected = new HashSet<String>();
    var drafts = 0;
    for (var message : truth.messages()) {
      if (message.draft()) drafts++;
      else expected.add(id(mailbox, message));
    }
    var listedDrafts = 0;
    for (var entry : listed.entrySet()) {
      var view = entry.getValue();
      if (view.path("draft").asBoolean()) listedDrafts++;
      else if (!expected.remove(entry.getKey())) {
        differences.add("a ghost in the lists", view.path("subject").asString());
      }
    }
    expected.forEach(id -> differences.add("in no list", id));
    if (drafts != listedDrafts) {
      differences.add("drafts", "%d≠%d".formatted(listedDrafts, drafts));
    }
  }

  private long compareSearch(String mailbox, Truth truth, Differences differences) {
    var expected = new HashSet<String>();
    for (var message : truth.messages()) {
      if (!message.draft()) expected.add(id(mailbox, message));
    }
    var found = new HashSet<String>();
    for (var query : List.of(EVERYTHING, "in:trash", "in:spam")) {
      var hits = crm.all("/search?kind=messages&mailbox=%s&q=%s".formatted(mailbox, query));
      hits.forEach(hit -> found.add(hit.path("id").asString()));
    }
    expected.stream()
        .filter(id -> !found.contains(id))
        .forEach(id -> differences.add("missing in search", id));
    found.stream()
        .filter(id -> !expected.contains(id))
        .forEach(id -> differences.add("a ghost in search", id));
    return found.size();
  }

  private static int compareLinks(
      String mailbox, Truth truth, Streams streams, Differences differences) {
    var decided = new HashSet<String>();
    streams.links().forEach(link -> decided.add(link.message().value()));
    var count = 0;
    for (var message : truth.messages()) {
      if (message.draft()) continue;
      if (decided.contains(id(mailbox, message))) count++;
      else differences.add("no link decision", message.subject());
    }
    return count;
  }

  /// Every message has a first decision, `linked` or `unlinked`; none arrives under two ids.
  /// Private mail arrives silently, so arrivals may be fewer.
  private static int compareEvents(
      String mailbox, Truth truth, Streams streams, Differences differences) {
    var arrivals = new HashMap<String, Set<String>>();
    var decided = new HashSet<String>();
    for (var event : streams.events()) {
      if (event.type().matches("email\\.message\\.(received|sent|imported)\\.v1")) {
        arrivals.computeIfAbsent(event.message(), _ -> new HashSet<>()).add(event.id());
      }
      if (event.type().matches("email\\.message\\.(linked|unlinked)\\.v1")) {
        decided.add(event.message());
      }
    }
    var told = 0;
    for (var message : truth.messages()) {
      if (message.draft()) continue;
      var id = id(mailbox, message);
      if (decided.contains(id)) told++;
      else differences.add("no public decision", message.subject());
      if (arrivals.getOrDefault(id, Set.of()).size() > 1) {
        differences.add("told under several ids", message.subject());
      }
    }
    return told;
  }

  private static String id(String mailbox, Truth.Message message) {
    return MessageId.of(new MailboxId(mailbox), message.id()).value();
  }

  /// Counts differences by kind and names the first few.
  private static final class Differences {
    private final Map<String, List<String>> byKind = new java.util.TreeMap<>();

    void add(String kind, String what) {
      Objects.requireNonNull(byKind.computeIfAbsent(kind, _ -> new ArrayList<>())).add(what);
    }

    boolean isEmpty() {
      return byKind.isEmpty();
    }

    List<String> words() {
      return byKind.entrySet().stream()
          .map(
              kind ->
                  "%d %s: %s"
                      .formatted(
                          kind.getValue().size(),
                          kind.getKey(),
                          kind.getValue().stream().limit(MOST_NAMED).toList()))
          .toList();
    }
  }
}
