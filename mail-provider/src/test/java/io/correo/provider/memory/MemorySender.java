package io.correo.provider.memory;

import io.correo.events.FolderRole;
import io.correo.provider.Grant;
import io.correo.provider.MailSender;
import io.correo.provider.OutgoingMessage;
import io.correo.provider.ProviderException.Gone;
import io.correo.provider.contract.Letter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Drafts whose message is renamed at every update and on send.
record MemorySender(MemoryMailbox mailbox) implements MailSender {

  @Override
  public Draft create(Grant grant, OutgoingMessage message) {
    mailbox.call();
    return store("d" + mailbox.ref(), message);
  }

  @Override
  public Draft update(Grant grant, String draftRef, OutgoingMessage message) {
    mailbox.call();
    var old = present(draftRef);
    var draft = store(draftRef, message);
    mailbox.remove(old.ref());
    return draft;
  }

  @Override
  public void delete(Grant grant, String draftRef) {
    mailbox.call();
    drafts().stream().filter(it -> is(it, draftRef)).forEach(it -> mailbox.remove(it.ref()));
  }

  @Override
  public Sent send(Grant grant, String draftRef) {
    mailbox.call();
    var draft = present(draftRef);
    mailbox.remove(draft.ref());
    var sent =
        mailbox.add(
            mailbox.stored(
                mailbox.ref(),
                draft.thread(),
                null,
                draft.content(),
                draft.files(),
                FolderRole.SENT,
                false));
    draft.content().to().forEach(to -> mailbox.sent(to.address(), draft.content().subject()));
    return new Sent(sent.ref(), sent.thread());
  }

  @Override
  public Look look(Grant grant, String draftRef) {
    mailbox.call();
    return drafts().stream()
        .filter(it -> is(it, draftRef))
        .findFirst()
        .<Look>map(it -> new Look.NotSent(draft(it)))
        .orElse(new Look.Consumed());
  }

  @Override
  public @Nullable Draft findDraft(Grant grant, String mark) {
    mailbox.call();
    return drafts().stream()
        .filter(it -> mark.equals(it.content().marks().get("x-correo-draft")))
        .findFirst()
        .map(MemorySender::draft)
        .orElse(null);
  }

  @Override
  public @Nullable Sent findSent(Grant grant, String mark, @Nullable String threadRef) {
    mailbox.call();
    return mailbox.messages.values().stream()
        .filter(it -> it.draft().isEmpty())
        .filter(it -> mark.equals(it.content().marks().get("x-correo-send")))
        .findFirst()
        .map(it -> new Sent(it.ref(), it.thread()))
        .orElse(null);
  }

  @Override
  public @Nullable Draft draftOf(Grant grant, String messageRef) {
    mailbox.call();
    return drafts().stream()
        .filter(it -> it.ref().equals(messageRef))
        .findFirst()
        .map(MemorySender::draft)
        .orElse(null);
  }

  private Draft store(String draftId, OutgoingMessage message) {
    var ref = mailbox.ref();
    var marks =
        message.marks().entrySet().stream()
            .collect(
                Collectors.toMap(it -> it.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    var files = message.files().stream().map(MemorySender::file).toList();
    var content =
        MemoryMailbox.content(
            ref,
            message.from(),
            message.to().getFirst().address(),
            message.subject(),
            message.text(),
            message.messageId(),
            message.inReplyTo(),
            marks,
            files);
    var thread = Optional.ofNullable(message.threadRef()).orElse("t" + ref);
    var bytes = files.stream().map(Letter.File::bytes).toList();
    return draft(
        mailbox.add(
            mailbox.stored(ref, thread, draftId, content, bytes, FolderRole.DRAFTS, false)));
  }

  private static Letter.File file(OutgoingMessage.File file) {
    try (var bytes = file.bytes().open()) {
      return new Letter.File(file.name(), file.type(), bytes.readAllBytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private List<Stored> drafts() {
    return new ArrayList<>(mailbox.messages.values())
        .stream().filter(it -> it.draft().isPresent()).toList();
  }

  private Stored present(String draftRef) {
    return drafts().stream()
        .filter(it -> is(it, draftRef))
        .findFirst()
        .orElseThrow(() -> new Gone("no draft " + draftRef));
  }

  private static boolean is(Stored message, String draftRef) {
    return message.draft().filter(draftRef::equals).isPresent();
  }

  private static Draft draft(Stored message) {
    return new Draft(message.draft().orElseThrow(), message.ref(), message.thread());
  }
}
