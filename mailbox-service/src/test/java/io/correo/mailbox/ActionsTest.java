package io.correo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.FolderId;
import io.correo.events.FolderRole;
import io.correo.events.Json;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.provider.MailActions.Action;
import io.correo.provider.MailActions.Outcome;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ActionsTest {
  private final World world = World.get();

  @AfterEach
  void obeyAgain() {
    world.provider.outcome = Outcome.Done::new;
    world.provider.failures.clear();
  }

  @Test
  void showsAnActionAtOnceDoesItOnceAndWakesSync() {
    var ana = known("ana-star", "Offer");
    var message = ana.messages.getFirst();

    var operation = act("ana-star", "star", List.of(message), null);

    assertThat(message("ana-star", message).get("starred").asBoolean()).isTrue();
    assertThat(message("ana-star", message).get("pending").get(0).asString()).isEqualTo("star");
    assertThat(world.get("ana-star", "/threads?role=starred").get("items")).hasSize(1);
    await().until(() -> state("ana-star", operation).equals("done"));
    assertThat(calls(ana.mailbox)).containsExactly(new Action.Star());
    await().until(() -> world.sync.woken.contains(ana.mailbox.id.value()));
  }

  @Test
  void keepsShowingItUntilAReadingThatBeganLaterConfirmsIt() {
    var ana = known("ana-confirm", "Offer");
    var message = ana.messages.getFirst();
    var before = Instant.now().minusSeconds(60);
    var operation = act("ana-confirm", "read", List.of(message), null);
    await().until(() -> state("ana-confirm", operation).equals("done"));

    ana.mailbox.caughtUp(before);
    ana.mailbox.letter("Marker").delivered();
    await().until(() -> world.get("ana-confirm", "/threads").get("items").size() == 2);
    assertThat(message("ana-confirm", message).get("unread").asBoolean()).isFalse();

    ana.mailbox.state(message, read(ana.mailbox));
    ana.mailbox.caughtUp(Instant.now().plusSeconds(60));
    await().until(() -> !message("ana-confirm", message).has("pending"));
    assertThat(message("ana-confirm", message).get("unread").asBoolean()).isFalse();
  }

  @Test
  void takesBackWhatTheProviderRefusesAndSaysWhy() {
    var ana = known("ana-refused", "Good", "Bad");
    var bad = ana.messages.get(1);
    world.provider.outcome =
        ref ->
            ref.equals(bad.ref())
                ? new Outcome.Refused(ref, 403, "Mailbox is read-only")
                : new Outcome.Done(ref);

    var operation = act("ana-refused", "trash", ana.messages, null);
    await().until(() -> state("ana-refused", operation).equals("failed"));

    assertThat(subjects("ana-refused", "")).containsExactly("Bad");
    assertThat(subjects("ana-refused", "?role=trash")).containsExactly("Good");
    var items = world.get("ana-refused", "/operations/" + operation + "/items").get("items");
    var reasons = new HashMap<String, String>();
    items.forEach(
        item ->
            reasons.put(
                item.get("id").asString(),
                item.get("state").asString()
                    + (item.has("reason") ? " " + item.get("reason").asString() : "")));
    assertThat(reasons)
        .containsEntry(bad.message().value(), "refused Mailbox is read-only")
        .containsEntry(ana.messages.getFirst().message().value(), "done");
  }

  @Test
  void waitsWhenTheProviderThrottlesAndTriesAgainWhenItIsAway() {
    var ana = known("ana-throttled", "Offer");
    world.provider.failures.add(new Throttled("slow down", Duration.ofMillis(700), false));
    world.provider.failures.add(new Unavailable("gone fishing", null));
    var began = Instant.now();

    var operation = act("ana-throttled", "trash", ana.messages, null);

    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> state("ana-throttled", operation).equals("done"));
    assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofMillis(1_500));
    assertThat(world.sync.told).anyMatch(told -> told.startsWith("/internal/throttled"));
    assertThat(subjects("ana-throttled", "?role=trash")).containsExactly("Offer");
  }

  @Test
  void undoesATrashByRestoringToTheFoldersBefore() {
    var ana = known("ana-undo", "Offer");
    var operation = act("ana-undo", "trash", ana.messages, null);
    await().until(() -> state("ana-undo", operation).equals("done"));

    var undone = post("ana-undo", "/operations/" + operation + "/undo", Map.of(), 202);

    assertThat(undone.get("operation").get("state").asString()).isEqualTo("undone");
    assertThat(subjects("ana-undo", "")).containsExactly("Offer");
    assertThat(subjects("ana-undo", "?role=trash")).isEmpty();
    await()
        .untilAsserted(
            () ->
                assertThat(calls(ana.mailbox))
                    .containsExactly(
                        new Action.Trash(), new Action.Restore(java.util.Set.of("REF_INBOX"))));
    // Again: the same, and nothing more is done.
    post("ana-undo", "/operations/" + operation + "/undo", Map.of(), 202);
    assertThat(calls(ana.mailbox)).hasSize(2);
  }

  @Test
  void deletesForEverOnlyAfterItsUndoWindow() {
    var ana = known("ana-delete", "Keep", "Drop");
    var keep = act("ana-delete", "delete", List.of(ana.messages.get(0)), null);
    var drop = act("ana-delete", "delete", List.of(ana.messages.get(1)), null);
    assertThat(subjects("ana-delete", "")).isEmpty();
    assertThat(calls(ana.mailbox)).isEmpty();

    post("ana-delete", "/operations/" + keep + "/undo", Map.of(), 202);

    assertThat(subjects("ana-delete", "")).containsExactly("Keep");
    await().atMost(Duration.ofSeconds(10)).until(() -> state("ana-delete", drop).equals("done"));
    assertThat(calls(ana.mailbox)).containsExactly(new Action.Delete());
    assertThat(
            world
                .call(world.token("ana-delete"), "POST", "/operations/" + drop + "/undo", Map.of())
                .statusCode())
        .isEqualTo(409);
  }

  @Test
  void refusesWhatTheMailboxCannotDo() {
    var outlook = world.mailbox("ana-outlook", "ana@acme-mail.example", false);
    var message = outlook.letter("Offer").delivered();
    await().until(() -> world.get("ana-outlook", "/threads").get("items").size() == 1);

    var answer =
        world.call(
            world.token("ana-outlook"),
            "POST",
            "/actions",
            Map.of("action", "star", "messages", List.of(message.message().value())));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("unsupported-action");
    assertThat(world.get("ana-outlook", "/folders").toString()).doesNotContain("starred");
  }

  @Test
  void meansOfAConversationWhatTheActionSays() {
    var ana = world.mailbox("ana-thread", "ana@acme.example");
    ana.folders();
    var first = ana.letter("Offer").thread("t").at("2026-10-01T10:00:00Z").delivered();
    var second = ana.letter("Re: Offer").thread("t").at("2026-10-02T10:00:00Z").delivered();
    var ours = ana.letter("Re: Offer").thread("t").sent().at("2026-10-03T10:00:00Z").delivered();
    await()
        .untilAsserted(
            () ->
                assertThat(world.get("ana-thread", "/threads/" + first.thread()).get("messages"))
                    .hasSize(3));
    var thread = first.thread().value();

    actOn("ana-thread", "star", thread, null);
    assertThat(message("ana-thread", second).get("starred").asBoolean()).isTrue();
    assertThat(message("ana-thread", ours).get("starred").asBoolean()).isFalse();
    actOn("ana-thread", "read", thread, null);
    assertThat(message("ana-thread", first).get("unread").asBoolean()).isFalse();
    actOn("ana-thread", "trash", thread, "inbox");
    assertThat(subjects("ana-thread", "")).isEmpty();
    assertThat(message("ana-thread", ours).get("roles").toString()).doesNotContain("trash");
    actOn("ana-thread", "restore", thread, "trash");
    assertThat(subjects("ana-thread", "")).containsExactly("Offer");
    assertThat(message("ana-thread", first).get("roles").toString()).contains("inbox");
    actOn("ana-thread", "archive", thread, "inbox");
    assertThat(subjects("ana-thread", "")).isEmpty();
    post(
        "ana-thread",
        "/actions",
        Map.of(
            "action",
            "move",
            "messages",
            List.of(first.message().value()),
            "to",
            FolderId.of(ana.id, "clients").value()),
        202);
    assertThat(message("ana-thread", first).get("folders").toString()).contains("Clients");
    await()
        .untilAsserted(
            () ->
                assertThat(calls(ana))
                    .containsExactly(
                        new Action.Star(),
                        new Action.MarkRead(),
                        new Action.Trash(),
                        new Action.Restore(java.util.Set.of("REF_INBOX")),
                        new Action.Archive(),
                        new Action.Move("REF_CLIENTS")));
  }

  @Test
  void takesAWholeListButSomeAndNothingNewer() {
    var ana = world.mailbox("ana-select", "ana@acme.example");
    var messages = new ArrayList<MessageUpserted>();
    for (var i = 0; i < 30; i++) messages.add(ana.letter("Mail " + i).delivered());
    var late = ana.letter("Late").at("2026-11-22T10:00:00Z").delivered();
    await().until(() -> world.get("ana-select", "/threads").get("items").size() == 31);

    var select = new HashMap<String, Object>();
    select.put("role", "inbox");
    select.put("until", "2026-11-20T10:00:00Z");
    select.put("except", List.of(messages.getFirst().thread().value()));
    var answer = post("ana-select", "/actions", Map.of("action", "read", "select", select), 202);

    assertThat(answer.get("items")).hasSize(29);
    assertThat(world.get("ana-select", "/threads?unread=true").get("items")).hasSize(2);
    assertThat(message("ana-select", late).get("unread").asBoolean()).isTrue();
    var inbox = world.get("ana-select", "/folders").get("items").get(0);
    assertThat(inbox.get("unread").asLong()).isEqualTo(2);
    await().until(() -> !calls(ana).isEmpty());
    assertThat(calls(ana)).hasSize(1);
  }

  @Test
  void carriesOnWithWhatACrashLeft() {
    var ana = known("ana-crash", "Offer");
    world.sync.grantStatus = 500;
    String operation;
    try {
      operation = act("ana-crash", "trash", ana.messages, null);
      assertThat(subjects("ana-crash", "?role=trash")).containsExactly("Offer");
      assertThat(calls(ana.mailbox)).isEmpty();
    } finally {
      world.sync.grantStatus = 200;
    }
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> state("ana-crash", operation).equals("done"));
    assertThat(calls(ana.mailbox)).containsExactly(new Action.Trash());
  }

  private record Known(MailSim mailbox, List<MessageUpserted> messages) {}

  private Known known(String user, String... subjects) {
    var mailbox = world.mailbox(user, "ana@acme.example");
    mailbox.folders();
    var messages = new ArrayList<MessageUpserted>();
    for (var subject : subjects) messages.add(mailbox.letter(subject).delivered());
    await().until(() -> world.get(user, "/threads").get("items").size() == subjects.length);
    return new Known(mailbox, messages);
  }

  private static io.correo.events.MessageState read(MailSim mailbox) {
    var inbox = mailbox.in(FolderRole.INBOX);
    return new io.correo.events.MessageState(
        inbox.folders(), inbox.roles(), false, false, false, null);
  }

  private List<Action> calls(MailSim mailbox) {
    return world.provider.calls.stream()
        .filter(call -> call.mailbox().equals(mailbox.id.value()))
        .map(ObedientProvider.Call::action)
        .toList();
  }

  private String act(String user, String action, List<MessageUpserted> on, String in) {
    var body = new HashMap<String, Object>();
    body.put("action", action);
    body.put("messages", on.stream().map(m -> m.message().value()).toList());
    if (in != null) body.put("in", in);
    return post(user, "/actions", body, 202).get("operation").get("id").asString();
  }

  private void actOn(String user, String action, String thread, String in) {
    var body = new HashMap<String, Object>();
    body.put("action", action);
    body.put("threads", List.of(thread));
    if (in != null) body.put("in", in);
    post(user, "/actions", body, 202);
  }

  private JsonNode post(String user, String path, Object body, int status) {
    var answer = world.call(world.token(user), "POST", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Json.mapper().readTree(answer.body());
  }

  private String state(String user, String operation) {
    return world.get(user, "/operations/" + operation).get("state").asString();
  }

  private JsonNode message(String user, MessageUpserted message) {
    return world.get(user, "/messages/" + message.message());
  }

  private List<String> subjects(String user, String query) {
    var subjects = new ArrayList<String>();
    world
        .get(user, "/threads" + query)
        .get("items")
        .forEach(row -> subjects.add(row.get("subject").asString()));
    return subjects;
  }
}
