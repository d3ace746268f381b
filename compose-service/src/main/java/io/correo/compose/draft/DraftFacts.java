package io.correo.compose.draft;

import io.correo.compose.attachment.Files;
import io.correo.compose.draft.Originals.Original;
import io.correo.events.DraftId;
import io.correo.events.FolderRole;
import io.correo.events.MailFact;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MessageId;
import io.correo.events.Revision;
import io.correo.provider.OutgoingMessage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What happens to drafts in the provider's own pages and apps. Our own writing comes back here too
/// and is known by what it says.
@Component
public class DraftFacts {
  private static final String DRAFT_MARK = OutgoingMessage.DRAFT_MARK.toLowerCase(Locale.ROOT);
  private static final String SEND_MARK = OutgoingMessage.SEND_MARK.toLowerCase(Locale.ROOT);

  private final Drafts drafts;
  private final DraftEdits edits;
  private final Files files;

  DraftFacts(Drafts drafts, DraftEdits edits, Files files) {
    this.drafts = drafts;
    this.edits = edits;
    this.files = files;
  }

  public void take(MailFact fact) {
    switch (fact) {
      case MessageUpserted there when isDraft(there.state()) -> written(there);
      case MessageUpserted there -> gone(there.message(), there.revision());
      case MessageStateChanged there when !isDraft(there.state()) ->
          gone(there.message(), there.revision());
      case MessageRemoved there -> gone(there.message(), there.revision());
      case MailFact.MailboxErased erased -> drafts.eraseMailbox(erased.mailbox());
      case MessageStateChanged _,
          MailFact.FolderUpserted _,
          MailFact.FolderRemoved _,
          MailFact.MailboxCaughtUp _,
          MailFact.Unrecognised _ -> {}
    }
  }

  private static boolean isDraft(io.correo.events.MessageState state) {
    return state.draft() && !state.in(FolderRole.TRASH);
  }

  private void written(MessageUpserted there) {
    var draft = bound(find(there), there);
    // A body cut at the cap cannot be compared, and must not replace a whole one.
    if (draft == null || there.content().truncated()) return;
    var fingerprint = Fingerprint.of(there.content());
    var stale = isStale(draft, there.revision());
    if (stale || isEcho(draft, there, fingerprint)) return;
    var before = draft;
    var after =
        drafts.change(
            draft.id(),
            d ->
                isStale(d, there.revision()) || isEcho(d, there, fingerprint)
                    ? d
                    : takeOver(d, there, fingerprint));
    if (after == null) return;
    before.files().stream()
        .filter(file -> after.files().stream().noneMatch(kept -> kept.id().equals(file.id())))
        .forEach(file -> files.delete(file.id()));
  }

  private @Nullable Draft find(MessageUpserted there) {
    var known = drafts.ofMessage(there.message());
    if (known != null) return known;
    var mark = there.content().marks().get(DRAFT_MARK);
    if (mark == null || mark.isBlank()) return null;
    var ours = drafts.find(new DraftId(mark));
    return ours != null && ours.mailbox().equals(there.mailbox()) ? ours : null;
  }

  /// Notes what sync calls the draft.
  private @Nullable Draft bound(@Nullable Draft draft, MessageUpserted there) {
    if (draft == null) return null;
    var copy = draft.mirror().copy();
    if (copy == null || there.message().equals(copy.message())) return draft;
    return drafts.change(
        draft.id(),
        d -> {
          var now = d.mirror().copy();
          return now == null || !now.draftRef().equals(copy.draftRef())
              ? d
              : d.withMirror(d.mirror().ofCopy(now.known(there.message())));
        });
  }

  // What is being sent is not changed; what was written here and is not there yet wins.
  private static boolean isStale(Draft draft, Revision revision) {
    var copy = draft.mirror().copy();
    return draft.isHeld()
        || draft.mirror().discarded()
        || copy == null
        || draft.mirror().due() != null
        || !revision.isAfter(draft.seen());
  }

  private static boolean isEcho(Draft draft, MessageUpserted there, String fingerprint) {
    var copy = draft.mirror().copy();
    return copy == null
        || copy.isNamedAnew() && there.ref().equals(copy.messageRef())
        || copy.fingerprints().contains(fingerprint);
  }

  private Draft takeOver(Draft draft, MessageUpserted there, String fingerprint) {
    var content = there.content();
    var original =
        new Original(
            there.message(),
            there.mailbox(),
            there.ref(),
            there.thread(),
            there.threadRef(),
            content,
            there.state());
    var ours = draft.nextSend().value().equals(content.marks().get(SEND_MARK));
    var sameFiles =
        draft.files().stream().allMatch(file -> file.source() == null)
            && draft.files().stream()
                .map(f -> f.name())
                .sorted()
                .toList()
                .equals(content.attachments().stream().map(a -> a.name()).sorted().toList());
    return draft.takenOver(
        Adoption.elsewhere(draft.content().from(), content, draft.content().records()),
        sameFiles ? draft.files() : Answer.carried(original),
        there.ref(),
        fingerprint,
        ours,
        there.revision(),
        edits.now());
  }

  /// Deleted or sent there. What was written here meanwhile is kept and mirrored anew.
  private void gone(MessageId message, Revision revision) {
    var known = drafts.ofMessage(message);
    if (known == null || known.isHeld() || !revision.isAfter(known.seen())) return;
    if (known.mirror().due() == null) {
      drafts.remove(known);
    } else {
      drafts.change(
          known.id(),
          d -> d.isHeld() ? d : d.withMirror(d.mirror().withCopy(null)).seenAt(revision));
    }
  }
}
