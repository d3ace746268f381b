package io.correo.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.compose.KeepingProvider.Trouble;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MessageId;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A provider where the draft, the message being written and the message that was sent all have one
/// name.
class KeptNameTest {
  private static final String[] TEXT = {"Content-Type", "text/plain"};
  private static RunningCompose compose;
  private static KeepingProvider provider;
  private final String subject = "Oferta " + UUID.randomUUID();

  @BeforeAll
  static void start() {
    compose = RunningCompose.shared();
    provider = compose.keeping;
  }

  @Test
  void forgetsTheDraftThatBecameTheSentMessage() {
    var draft = written();
    var ref = mirrored(draft);
    var asDraft = provider.fact(ref);
    compose.happened(asDraft);

    var sent = send(draft);
    compose.original(provider.fact(ref));
    compose.happened(asDraft); // late, and told again
    compose.happened(provider.fact(ref));

    assertThat(sent.text("message")).isEqualTo(MessageId.of(compose.kept, ref).value());
    assertThat(provider.delivered).containsOnlyOnce(ref);
    assertThat(provider.withSubject(subject)).hasSize(1);
    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(404);
    assertThat(compose.get("/drafts?mailbox=" + compose.kept).body()).doesNotContain(subject);
    assertThat(compose.get("/drafts?message=" + asDraft.message()).status()).isEqualTo(404);
  }

  @Test
  void takesOverWhatWasWrittenThereThoughTheNameIsTheSame() {
    var draft = written();
    var ref = mirrored(draft);
    compose.happened(provider.fact(ref)); // our own echo
    assertThat(version(draft)).isEqualTo(1);

    provider.editThere(ref, "<p>Escrito en el otro lado</p>");
    compose.happened(provider.fact(ref));

    var taken = compose.get("/drafts/" + draft).json();
    assertThat(taken.get("html").asString()).contains("otro lado");
    assertThat(taken.get("version").asLong()).isEqualTo(2);

    var again =
        compose.put(
            "/drafts/" + draft + "?close",
            Map.of("subject", subject, "html", "<p>Y aquí</p>"),
            "If-Match",
            "\"2\"");
    assertThat(again.status()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> provider.items.get(ref).message().html().contains("aquí"));
    mirrored(draft);
    compose.happened(provider.fact(ref));
    assertThat(version(draft)).isEqualTo(3);
  }

  @Test
  void forgetsADraftThatWasSentThere() {
    var draft = written();
    var ref = mirrored(draft);
    compose.happened(provider.fact(ref));

    provider.sendThere(ref);
    compose.happened(provider.fact(ref));

    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(404);
    assertThat(provider.delivered).containsOnlyOnce(ref);
    assertThat(provider.withSubject(subject)).hasSize(1);
  }

  @Test
  void forgetsADraftOfWhichOnlyItsStateIsToldWhenItWasSentThere() {
    var draft = written();
    var ref = mirrored(draft);
    compose.happened(provider.fact(ref));

    provider.sendThere(ref);
    var fact = provider.fact(ref);
    compose.happened(
        new MessageStateChanged(
            fact.tenant(), fact.mailbox(), fact.revision(), fact.message(), fact.state()));

    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(404);
  }

  @Test
  void forgetsADraftThatWasThrownAwayThereAndTakesItBackWhenItIsRestored() {
    var draft = written();
    var ref = mirrored(draft);
    compose.happened(provider.fact(ref));

    provider.binThere(ref);
    compose.happened(provider.fact(ref));
    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(404);

    provider.items.computeIfPresent(
        ref, (_, it) -> it.in(io.correo.events.FolderRole.DRAFTS, true));
    var message = compose.original(provider.fact(ref));
    assertThat(compose.get("/drafts?message=" + message).body()).contains(subject);
  }

  @Test
  void deletesThereWhatIsDeletedHere() {
    var draft = written();
    var ref = mirrored(draft);

    assertThat(compose.delete("/drafts/" + draft).status()).isEqualTo(204);

    await().atMost(Duration.ofSeconds(20)).until(() -> !provider.items.containsKey(ref));
    compose.happened(
        new MessageRemoved(
            new TenantId("acme"),
            compose.kept,
            Revision.of(1, 1_000_000),
            MessageId.of(compose.kept, ref)));
    assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(404);
  }

  @Test
  void sendsTheVeryDraftThatWasWrittenThere() {
    var ref = provider.writtenThere(subject, "<p>Desde Outlook</p>", "luis@obra.example");
    var message = compose.original(provider.fact(ref));
    var adopted = compose.get("/drafts?message=" + message).json().at("/items/0");
    assertThat(adopted.get("html").asString()).contains("Desde Outlook");

    var sent = send(adopted.get("id").asString());

    assertThat(sent.text("message")).isEqualTo(message);
    assertThat(provider.delivered).containsOnlyOnce(ref);
    assertThat(provider.withSubject(subject)).hasSize(1);
    assertThat(provider.items.get(ref).marks()).containsKey("x-correo-send");
    assertThat(compose.get("/drafts?message=" + message).status()).isEqualTo(404);
  }

  @Test
  void sendsOnceThoughTheAnswerIsLost() {
    var draft = written();
    var ref = mirrored(draft);
    provider.next = Trouble.DROPS_THE_ANSWER;

    var sent = send(draft);

    assertThat(sent.text("message")).isEqualTo(MessageId.of(compose.kept, ref).value());
    assertThat(provider.delivered).containsOnlyOnce(ref);
  }

  @Test
  void waitsForAMessageInTransitAndDoesNotSendItAgain() {
    var draft = written();
    var ref = mirrored(draft);
    provider.inTransit.set(2);
    provider.next = Trouble.DROPS_THE_ANSWER;

    var sent = send(draft);

    assertThat(sent.text("message")).isEqualTo(MessageId.of(compose.kept, ref).value());
    assertThat(provider.delivered).containsOnlyOnce(ref);
    assertThat(provider.inTransit).hasValue(0);
  }

  @Test
  void sendsAgainWhatIsStillADraft() {
    var draft = written();
    var ref = mirrored(draft);
    provider.next = Trouble.DROPS_THE_REQUEST;

    send(draft);

    assertThat(provider.delivered).containsOnlyOnce(ref);
  }

  @Test
  void sendsNothingMoreWhenItWasSentThereWhileItWaitedHere() {
    var draft = written();
    var ref = mirrored(draft);
    var accepted = compose.send(draft, "k-" + draft, Map.of("undoSeconds", 2));
    assertThat(accepted.status()).isEqualTo(202);

    provider.sendThere(ref);
    compose.happened(provider.fact(ref));

    Eventually.sent(compose, accepted.text("send"));
    assertThat(provider.delivered).containsOnlyOnce(ref);
  }

  @Test
  void checksTheFilesAgainWhenAnotherMailboxSends() {
    var draft = written();
    var path = "/drafts/" + draft + "/attachments?name=";
    var large = "x".repeat((int) RunningCompose.MAX_FILES + 1).getBytes(StandardCharsets.US_ASCII);
    assertThat(compose.post(path + "planos.bin", large, TEXT).status()).isEqualTo(201);
    assertThat(compose.post(path + "tool.exe", new byte[] {1}, TEXT).status()).isEqualTo(201);

    var moved =
        compose.put(
            "/drafts/" + draft,
            Map.of(
                "mailbox",
                compose.anaSecond,
                "to",
                java.util.List.of(Map.of("address", "luis@obra.example")),
                "subject",
                subject,
                "html",
                "<p>Hola</p>"),
            "If-Match",
            "\"1\"");
    assertThat(moved.status()).isEqualTo(200);
    var refused = compose.send(draft, "k-" + draft, Map.of("undoSeconds", 0));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("tool.exe", RunningCompose.MAX_FILES + " bytes");
    assertThat(compose.post(path + "more.txt", new byte[] {1}, TEXT).status()).isEqualTo(413);
  }

  private String written() {
    return compose.draftIn(compose.kept, subject, "luis@obra.example");
  }

  /// @return the name it has at the provider
  private String mirrored(String draft) {
    Eventually.mirrored(compose, draft);
    return provider.withSubject(subject).getFirst().ref();
  }

  private static long version(String draft) {
    return compose.get("/drafts/" + draft).json().get("version").asLong();
  }

  private Caller.Answer send(String draft) {
    var accepted = compose.send(draft, "k-" + draft, Map.of("undoSeconds", 0));
    assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
    return Eventually.sent(compose, accepted.text("send"));
  }
}
