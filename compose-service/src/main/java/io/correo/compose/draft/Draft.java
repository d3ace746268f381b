package io.correo.compose.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.compose.attachment.DraftFile;
import io.correo.events.DraftId;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.Revision;
import io.correo.events.SendId;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message being written. Immutable: [Drafts#change] replaces it where nobody else did meanwhile.
///
/// @param of the message it answers or forwards; null for a new one
/// @param version what two pages editing it compare (`ETag`)
/// @param edit grows with everything the provider's copy must follow, files too
/// @param send who holds it: a send under way; null while it may be written
/// @param nextSend the send it will become, known before, so that the mirrored draft carries its
///     mark already and is sent as it is
/// @param seen revision of the last change elsewhere that was taken over
/// @param clientRef the client's own name for it; null for none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Draft(
    DraftId id,
    TenantId tenant,
    UserId user,
    MailboxId mailbox,
    Kind kind,
    @Nullable MessageId of,
    DraftContent content,
    @Nullable Conversation conversation,
    List<DraftFile> files,
    long version,
    long edit,
    Instant updatedAt,
    @Nullable SendId send,
    SendId nextSend,
    Mirror mirror,
    Revision seen,
    @Nullable String clientRef) {

  public Draft {
    files = List.copyOf(files);
  }

  /// The conversation it belongs to.
  ///
  /// @param mailbox where `threadRef` means something
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Conversation(
      MailboxId mailbox,
      @Nullable ThreadId thread,
      @Nullable String threadRef,
      @Nullable String inReplyTo,
      List<String> references) {
    public Conversation {
      references = List.copyOf(references);
    }
  }

  public boolean isHeld() {
    return send != null;
  }

  public boolean isHeldBy(SendId other) {
    return other.equals(send);
  }

  /// Whether the provider's copy is as ours, mark of the next send included.
  public boolean isMirrored() {
    var copy = mirror.copy();
    return copy != null && copy.edit() == edit && copy.send().equals(nextSend);
  }

  /// The next version, written by a person.
  Draft written(DraftContent newContent, Instant now) {
    return with(newContent, files, version + 1, edit + 1, now);
  }

  /// A file came or went: not what pages compare.
  Draft withFiles(List<DraftFile> newFiles, Instant now) {
    return with(content, newFiles, version, edit + 1, now);
  }

  /// The bytes of files are ours now: nothing the provider's copy must follow.
  Draft withStoredFiles(List<DraftFile> stored) {
    return with(content, stored, version, edit, updatedAt);
  }

  private Draft with(
      DraftContent newContent,
      List<DraftFile> newFiles,
      long newVersion,
      long newEdit,
      Instant at) {
    return new Draft(
        id,
        tenant,
        user,
        mailbox,
        kind,
        of,
        newContent,
        conversation,
        newFiles,
        newVersion,
        newEdit,
        at,
        send,
        nextSend,
        mirror,
        seen,
        clientRef);
  }

  Draft withMirror(Mirror newMirror) {
    return new Draft(
        id,
        tenant,
        user,
        mailbox,
        kind,
        of,
        content,
        conversation,
        files,
        version,
        edit,
        updatedAt,
        send,
        nextSend,
        newMirror,
        seen,
        clientRef);
  }

  /// Taken over from the provider, where somebody wrote it.
  ///
  /// @param marked whether the copy there still carries the mark of our next send
  Draft takenOver(
      DraftContent elsewhere,
      List<DraftFile> newFiles,
      String messageRef,
      String fingerprint,
      boolean marked,
      Revision at,
      Instant now) {
    var copy = mirror.copy();
    var theirs =
        copy == null ? null : copy.writtenThere(messageRef, fingerprint, marked ? edit + 1 : edit);
    return new Draft(
        id,
        tenant,
        user,
        mailbox,
        kind,
        of,
        elsewhere,
        conversation,
        newFiles,
        version + 1,
        edit + 1,
        now,
        send,
        nextSend,
        mirror.withCopy(theirs),
        at,
        clientRef);
  }

  Draft seenAt(Revision at) {
    return new Draft(
        id,
        tenant,
        user,
        mailbox,
        kind,
        of,
        content,
        conversation,
        files,
        version,
        edit,
        updatedAt,
        send,
        nextSend,
        mirror,
        at,
        clientRef);
  }

  /// To another of the user's mailboxes: the copy at the old one has to go.
  Draft moved(MailboxId to) {
    return new Draft(
        id,
        tenant,
        user,
        to,
        kind,
        of,
        content,
        conversation,
        files,
        version,
        edit,
        updatedAt,
        send,
        nextSend,
        mirror.left(mailbox),
        seen,
        clientRef);
  }

  /// Held by its next send.
  Draft held() {
    return new Draft(
        id,
        tenant,
        user,
        mailbox,
        kind,
        of,
        content,
        conversation,
        files,
        version,
        edit,
        updatedAt,
        nextSend,
        nextSend,
        mirror,
        seen,
        clientRef);
  }

  /// Given back to its author. A later send is another one.
  ///
  /// @param newMirror without the copy, when the provider's draft is no more
  Draft released(Mirror newMirror) {
    return new Draft(
        id,
        tenant,
        user,
        mailbox,
        kind,
        of,
        content,
        conversation,
        files,
        version,
        edit,
        updatedAt,
        null,
        SendId.random(),
        newMirror,
        seen,
        clientRef);
  }
}
