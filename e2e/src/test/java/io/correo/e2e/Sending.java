package io.correo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.e2e.client.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One mail sent while services die, to a recipient of its own, so that the ledger tells how many
/// copies left. It is asked for until it is accepted, always under the same key.
final class Sending {
  private static final Duration SETTLED = Duration.ofMinutes(5);
  private static final int UNDO_SECONDS = 30;
  private static final List<String> OVER = List.of("sent", "cancelled", "failed", "unknown");

  private final User user;
  private final String recipient;
  private final String draft;
  private final int undoSeconds;
  private final String key = UUID.randomUUID().toString();
  private @Nullable String send;
  private boolean cancelled;

  private Sending(User user, String recipient, String draft, boolean hesitant) {
    this.user = user;
    this.recipient = recipient;
    this.draft = draft;
    this.undoSeconds = hesitant ? UNDO_SECONDS : 0;
  }

  /// Writes a mail and sends it.
  ///
  /// @param hesitant cancels it again, if it gets an answer in time
  /// @return null when not even the draft was accepted
  static @Nullable Sending begin(User user, String mailbox, boolean hesitant) {
    var recipient = "caos-" + UUID.randomUUID() + "@fuera.example";
    var draft = user.ask("/drafts", mail(mailbox, recipient), Map.of());
    if (draft == null) return null;
    var id = draft.ok().json().path("id").asString();
    var sending = new Sending(user, recipient, id, hesitant);
    sending.ask();
    if (hesitant) sending.cancel();
    return sending;
  }

  private static Map<String, Object> mail(String mailbox, String recipient) {
    return Map.of(
        "mailbox",
        mailbox,
        "kind",
        "new",
        "to",
        List.of(Map.of("address", recipient)),
        "cc",
        List.of(),
        "bcc",
        List.of(),
        "subject",
        "Caos",
        "html",
        "<p>Una sola vez</p>");
  }

  private void ask() {
    Map<String, Object> body = Map.of("undoSeconds", undoSeconds);
    var headers = Map.of("Idempotency-Key", key);
    var answer = user.ask("/drafts/" + draft + "/send", body, headers);
    if (answer != null) send = answer.ok().json().path("send").asString();
  }

  private void cancel() {
    if (send == null) return;
    var answer = user.ask("/sends/" + send + "/cancel", Map.of(), Map.of());
    // 409 when the service was away for longer than the window.
    cancelled = answer != null && answer.status() == 200;
  }

  /// Asks again if there was no answer, waits for the end, and counts the copies.
  ///
  /// @return how it ended
  String settle(World world) {
    if (send == null) ask();
    assertThat(send).as("accepted once everything runs").isNotNull();
    var end =
        await()
            .atMost(SETTLED)
            .until(() -> user.crm().get("/sends/" + send), it -> OVER.contains(state(it)));
    var copies = world.delivered(recipient).size();

    assertThat(state(end)).as(end::toString).isIn("sent", "cancelled");
    if (cancelled) assertThat(state(end)).isEqualTo("cancelled");
    if (undoSeconds == 0) assertThat(state(end)).isEqualTo("sent");
    assertThat(copies).as(end::toString).isEqualTo(state(end).equals("sent") ? 1 : 0);
    return state(end);
  }

  private static String state(JsonNode send) {
    return send.path("state").asString();
  }
}
