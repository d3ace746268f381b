package io.correo.provider.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.correo.provider.Change;
import io.correo.provider.MailSender;
import io.correo.provider.MailSender.Look;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.OutgoingMessage;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.ProviderException.Unavailable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every [MailSender] promises, whoever the provider is.
public interface MailSenderContract extends ProviderContract {
  String RECIPIENT = "jose@customer.example";

  default MailSender sender() {
    return provider().sender();
  }

  @Test
  default void keepsADraftAndSendsItOnce() {
    var draft = sender().create(grant(), message("Offer"));
    assertThat(sender().look(grant(), draft.draftRef())).isEqualTo(new Look.NotSent(draft));

    var sent = sender().send(grant(), draft.draftRef());

    assertThat(mailbox().received(RECIPIENT)).containsExactly("Offer");
    assertThat(mailbox().exists(sent.messageRef())).isTrue();
    assertThat(sender().look(grant(), draft.draftRef())).isNotInstanceOf(Look.NotSent.class);
  }

  @Test
  default void sendsNoDraftTwice() {
    var draft = sender().create(grant(), message("Offer"));
    sender().send(grant(), draft.draftRef());

    assertThatThrownBy(() -> sender().send(grant(), draft.draftRef())).isInstanceOf(Gone.class);

    assertThat(mailbox().received(RECIPIENT)).containsExactly("Offer");
  }

  @Test
  default void replacesADraftAsAWhole() {
    var draft = sender().create(grant(), message("First try"));

    var second = sender().update(grant(), draft.draftRef(), message("Second try"));
    sender().send(grant(), second.draftRef());

    assertThat(second.draftRef()).isEqualTo(draft.draftRef());
    assertThat(mailbox().received(RECIPIENT)).containsExactly("Second try");
  }

  @Test
  default void deletesADraftAndAlsoNone() {
    var draft = sender().create(grant(), message("Offer"));

    sender().delete(grant(), draft.draftRef());
    sender().delete(grant(), draft.draftRef());

    assertThat(mailbox().exists(draft.messageRef())).isFalse();
    assertThatThrownBy(() -> sender().update(grant(), draft.draftRef(), message("Offer")))
        .isInstanceOf(Gone.class);
  }

  @Test
  default void answersInTheThread() {
    var question = mailbox().delivered("Offer");
    var asked = fetched(question);

    var draft =
        sender()
            .create(
                grant(),
                message("Re: Offer", asked.content().messageId(), asked.threadRef(), Map.of()));
    var sent = sender().send(grant(), draft.draftRef());

    assertThat(sent.threadRef()).isEqualTo(asked.threadRef());
    var answer = fetched(sent.messageRef());
    assertThat(answer.content().inReplyTo()).isEqualTo(asked.content().messageId());
  }

  @Test
  default void findsADraftByItsMark() {
    sender().create(grant(), marked("Other", OutgoingMessage.DRAFT_MARK, "d_other"));
    var draft = sender().create(grant(), marked("Offer", OutgoingMessage.DRAFT_MARK, "d_1"));

    assertThat(sender().findDraft(grant(), "d_1")).isEqualTo(draft);
    assertThat(sender().findDraft(grant(), "d_2")).isNull();
  }

  @Test
  default void findsWhatWasSentByItsMark() {
    var draft = sender().create(grant(), marked("Offer", OutgoingMessage.SEND_MARK, "s_1"));
    assertThat(sender().findSent(grant(), "s_1", draft.threadRef())).isNull();

    var sent = sender().send(grant(), draft.draftRef());

    assertThat(sender().findSent(grant(), "s_1", sent.threadRef())).isEqualTo(sent);
    assertThat(sender().findSent(grant(), "s_1", null)).isEqualTo(sent);
    assertThat(sender().findSent(grant(), "s_2", null)).isNull();
  }

  @Test
  default void tellsTheDraftOfAMessage() {
    var letter = mailbox().delivered("Offer");
    var draft = sender().create(grant(), message("Answer"));

    assertThat(sender().draftOf(grant(), draft.messageRef())).isEqualTo(draft);
    assertThat(sender().draftOf(grant(), letter)).isNull();
  }

  @Test
  default void keepsItsMarksForRecognition() {
    var draft = sender().create(grant(), marked("Offer", OutgoingMessage.DRAFT_MARK, "d_1"));

    assertThat(fetched(draft.messageRef()).content().marks())
        .containsEntry("x-correo-draft", "d_1");
  }

  @Test
  default void repeatsNoSendThatWasNotAnswered() {
    var draft = sender().create(grant(), message("Offer"));
    mailbox().breakOnce();

    assertThatThrownBy(() -> sender().send(grant(), draft.draftRef()))
        .isInstanceOf(Unavailable.class);

    assertThat(mailbox().received(RECIPIENT)).hasSizeLessThanOrEqualTo(1);
  }

  private OutgoingMessage marked(String subject, String mark, String value) {
    return message(subject, null, null, Map.of(mark, value));
  }

  private Change.Upserted fetched(String ref) {
    return (Change.Upserted)
        provider().source().fetch(grant(), List.of(new Listed(ref, "", null))).getFirst();
  }
}
