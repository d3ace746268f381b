package io.correo.provider.graph;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.correo.events.Attachment;
import io.correo.events.MessageContent;
import io.correo.provider.Change;
import io.correo.provider.MailProvider;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.OutgoingMessage;
import io.correo.provider.OutgoingMessage.File;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.provider.contract.ProviderContract;
import io.correo.simulator.fault.Fault.Action;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is peculiar to drafts whose id survives their sending, and to their files.
class GraphDraftsTest implements ProviderContract {
  private final GraphProvider provider = SimulatedMicrosoft.provider();
  private final OutlookMailbox mailbox = new OutlookMailbox();

  @Override
  public MailProvider provider() {
    return provider;
  }

  @Override
  public OutlookMailbox mailbox() {
    return mailbox;
  }

  @Test
  void neitherDeletesNorRewritesWhatWasSent() {
    var draft = provider.sender().create(grant(), message("Offer"));
    provider.sender().send(grant(), draft.draftRef());

    provider.sender().delete(grant(), draft.draftRef());
    assertThatThrownBy(() -> provider.sender().update(grant(), draft.draftRef(), message("Other")))
        .isInstanceOf(Gone.class);

    assertThat(mailbox.exists(draft.messageRef())).isTrue();
    assertThat(content(draft.messageRef()).subject()).isEqualTo("Offer");
  }

  @Test
  void leavesFilesThatAreTheSameAndReplacesOthers() throws IOException {
    var draft =
        provider
            .sender()
            .create(grant(), message("Offer", file("a.txt", "one"), file("b.txt", "two")));
    var before = content(draft.messageRef()).attachments();

    // The same name and length, other bytes.
    provider
        .sender()
        .update(
            grant(),
            draft.draftRef(),
            message("Offer", file("a.txt", "one"), file("b.txt", "TWO")));

    var after = content(draft.messageRef()).attachments();
    assertThat(after).extracting(Attachment::name).containsExactlyInAnyOrder("a.txt", "b.txt");
    assertThat(part(after, "a.txt")).isEqualTo(part(before, "a.txt"));
    assertThat(part(after, "b.txt")).isNotEqualTo(part(before, "b.txt"));
    try (var bytes =
        provider.contents().attachment(grant(), draft.messageRef(), part(after, "b.txt"))) {
      assertThat(bytes.readAllBytes()).isEqualTo("TWO".getBytes(US_ASCII));
    }
  }

  @Test
  void uploadsALargeFileInRanges() throws IOException {
    var bytes = new byte[3_500_000];
    new java.util.Random(1).nextBytes(bytes);
    var provider = SimulatedMicrosoft.provider(Map.of("GRAPH_RANGE_BYTES", 4 * 320 * 1024));
    var file =
        new File(
            "a.bin",
            "application/octet-stream",
            bytes.length,
            null,
            () -> new ByteArrayInputStream(bytes));

    var draft = provider.sender().create(grant(), message("Offer", file));

    var part = content(draft.messageRef()).attachments().getFirst().part();
    try (var there = provider.contents().attachment(grant(), draft.messageRef(), part)) {
      assertThat(there.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void leavesAHalfMadeDraftWhereItsMarkFindsIt() {
    mailbox.arm("/attachments", 1, Action.STATUS, 500, "", "");
    var marked =
        message(
            "Offer", null, null, Map.of(OutgoingMessage.DRAFT_MARK, "d_1"), file("a.txt", "one"));
    assertThatThrownBy(() -> provider.sender().create(grant(), marked))
        .isInstanceOf(Unavailable.class);

    var orphan = provider.sender().findDraft(grant(), "d_1");

    assertThat(orphan).isNotNull();
    provider.sender().update(grant(), orphan.draftRef(), marked);
    assertThat(content(orphan.messageRef()).attachments())
        .extracting(Attachment::name)
        .containsExactly("a.txt");
  }

  @Test
  void keepsTheThreadOfAnAnswerWhateverItsSubject() {
    var question = mailbox.delivered("Offer");
    var asked = upserted(question);

    var draft =
        provider
            .sender()
            .create(
                grant(),
                message(
                    "Something else",
                    asked.content().messageId(),
                    asked.threadRef(),
                    Map.of(OutgoingMessage.DRAFT_MARK, "d_1"),
                    file("a.txt", "one")));

    assertThat(draft.threadRef()).isEqualTo(asked.threadRef());
    var written = content(draft.messageRef());
    assertThat(written.subject()).isEqualTo("Something else");
    assertThat(written.to()).extracting(it -> it.key()).containsExactly("jose@customer.example");
    assertThat(written.text()).isEqualTo("About Something else");
    assertThat(written.attachments()).hasSize(1);
    assertThat(provider.sender().findDraft(grant(), "d_1")).isEqualTo(draft);
  }

  @Test
  void answersWhatIsNoLongerThere() {
    var draft =
        provider
            .sender()
            .create(grant(), message("Re: Offer", "<gone@customer.example>", null, Map.of()));
    var sent = provider.sender().send(grant(), draft.draftRef());

    var content = content(sent.messageRef());
    assertThat(content.inReplyTo()).isEqualTo("<gone@customer.example>");
    assertThat(content.references()).containsExactly("<gone@customer.example>");
  }

  private MessageContent content(String ref) {
    return upserted(ref).content();
  }

  private Change.Upserted upserted(String ref) {
    return (Change.Upserted)
        provider.source().fetch(grant(), List.of(new Listed(ref, "", null))).getFirst();
  }

  private static String part(List<Attachment> files, String name) {
    return files.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow().part();
  }

  private static File file(String name, String text) {
    return new File(
        name,
        "text/plain",
        text.length(),
        null,
        () -> new ByteArrayInputStream(text.getBytes(US_ASCII)));
  }
}
