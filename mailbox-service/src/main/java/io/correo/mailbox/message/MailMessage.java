package io.correo.mailbox.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.FolderRole;
import io.correo.events.LinkDecision;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.Origin;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A message as this service knows it. Content, state and removal each have the revision they are
/// of; the newest of each kind wins in whatever order facts come, so the result is always the same.
///
/// Without content it is a stub: known by name only, and never listed.
///
/// @param content without text and HTML, which are kept elsewhere
/// @param overlays actions not yet confirmed by facts, oldest first
/// @param decision null before the first link decision
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MailMessage(
    MessageId id,
    TenantId tenant,
    MailboxId mailbox,
    @Nullable ThreadId thread,
    @Nullable String ref,
    @Nullable String threadRef,
    @Nullable Origin origin,
    Revision contentRevision,
    @Nullable MessageContent content,
    Revision stateRevision,
    @Nullable MessageState state,
    Revision removedRevision,
    List<Overlay> overlays,
    @Nullable Decision decision,
    Told told) {

  public MailMessage {
    overlays = List.copyOf(overlays);
  }

  public static MailMessage unknown(TenantId tenant, MailboxId mailbox, MessageId id) {
    return new MailMessage(
        id,
        tenant,
        mailbox,
        null,
        null,
        null,
        null,
        Revision.NONE,
        null,
        Revision.NONE,
        null,
        Revision.NONE,
        List.of(),
        null,
        Told.NOTHING);
  }

  public MailMessage apply(MessageUpserted fact) {
    var next = this;
    if (fact.revision().isAfter(contentRevision)) {
      next =
          new MailMessage(
              id,
              tenant,
              mailbox,
              fact.thread(),
              fact.ref(),
              fact.threadRef(),
              fact.origin(),
              fact.revision(),
              envelope(fact.content()),
              stateRevision,
              state,
              removedRevision,
              overlays,
              decision,
              told);
    }
    return next.withState(fact.revision(), fact.state()).settled();
  }

  public MailMessage apply(MessageStateChanged fact) {
    return withState(fact.revision(), fact.state()).settled();
  }

  public MailMessage apply(MessageRemoved fact) {
    if (!fact.revision().isAfter(removedRevision)) return this;
    return with(state, stateRevision, fact.revision()).settled();
  }

  public MailMessage apply(LinkDecision link) {
    if (decision != null && link.sequence() <= decision.sequence()) return this;
    var newer =
        new Decision(link.sequence(), link.origin(), link.records(), link.reason(), link.why());
    return new MailMessage(
        id,
        tenant,
        mailbox,
        thread == null ? link.thread() : thread,
        ref,
        threadRef,
        origin,
        contentRevision,
        content,
        stateRevision,
        state,
        removedRevision,
        overlays,
        newer,
        told);
  }

  public MailMessage laidOver(Overlay overlay) {
    var more = new ArrayList<>(overlays);
    more.removeIf(present -> present.operation().equals(overlay.operation()));
    more.add(overlay);
    return withOverlays(more);
  }

  public MailMessage executed(String operation, Instant at) {
    return withOverlays(
        overlays.stream().map(o -> o.operation().equals(operation) ? o.executed(at) : o).toList());
  }

  /// The action was refused or taken back: the fact shows again.
  public MailMessage without(String operation) {
    return dropping(overlay -> overlay.operation().equals(operation));
  }

  /// Facts told until `asOf` show what actions done before have made of it.
  public MailMessage confirmed(Instant asOf) {
    return dropping(overlay -> overlay.isConfirmedBy(asOf));
  }

  public MailMessage withTold(Told newer) {
    return newer.equals(told) ? this : copy(overlays, newer);
  }

  /// What users see: the fact with the actions laid over it; null when there is nothing to see.
  @JsonIgnore
  public @Nullable MessageState shown() {
    if (content == null || state == null) return null;
    var shown = state;
    for (var overlay : overlays) {
      if (overlay.effect().gone()) return null;
      shown = overlay.effect().over(shown);
    }
    return shown;
  }

  /// What the facts alone say; null while or when there is no such message.
  @JsonIgnore
  public @Nullable MessageState factual() {
    return content == null ? null : state;
  }

  /// Known by its content and not removed. Actions do not matter.
  @JsonIgnore
  public boolean isPresent() {
    return content != null && state != null;
  }

  @JsonIgnore
  public boolean isDraft() {
    return state != null && state.draft();
  }

  public static boolean isAside(MessageState state) {
    return state.in(FolderRole.TRASH) || state.in(FolderRole.SPAM);
  }

  // What was removed after it was told stays away, whichever fact came first.
  private MailMessage settled() {
    var keepsContent = contentRevision.isAfter(removedRevision);
    var keepsState = stateRevision.isAfter(removedRevision);
    if ((keepsContent || content == null) && (keepsState || state == null)) return this;
    return new MailMessage(
        id,
        tenant,
        mailbox,
        thread,
        ref,
        threadRef,
        origin,
        contentRevision,
        keepsContent ? content : null,
        stateRevision,
        keepsState ? state : null,
        removedRevision,
        overlays,
        decision,
        told);
  }

  private MailMessage withState(Revision revision, MessageState newer) {
    return revision.isAfter(stateRevision) ? with(newer, revision, removedRevision) : this;
  }

  private MailMessage with(
      @Nullable MessageState newState, Revision newStateRevision, Revision newRemovedRevision) {
    return new MailMessage(
        id,
        tenant,
        mailbox,
        thread,
        ref,
        threadRef,
        origin,
        contentRevision,
        content,
        newStateRevision,
        newState,
        newRemovedRevision,
        overlays,
        decision,
        told);
  }

  private MailMessage dropping(Predicate<Overlay> which) {
    return withOverlays(overlays.stream().filter(which.negate()).toList());
  }

  private MailMessage withOverlays(List<Overlay> newer) {
    return newer.equals(overlays) ? this : copy(newer, told);
  }

  private MailMessage copy(List<Overlay> newOverlays, Told newTold) {
    return new MailMessage(
        id,
        tenant,
        mailbox,
        thread,
        ref,
        threadRef,
        origin,
        contentRevision,
        content,
        stateRevision,
        state,
        removedRevision,
        newOverlays,
        decision,
        newTold);
  }

  private static MessageContent envelope(MessageContent whole) {
    return new MessageContent(
        whole.subject(),
        whole.from(),
        whole.replyTo(),
        whole.to(),
        whole.cc(),
        whole.bcc(),
        whole.date(),
        whole.messageId(),
        whole.inReplyTo(),
        whole.references(),
        whole.snippet(),
        null,
        null,
        whole.truncated(),
        whole.attachments(),
        whole.size(),
        whole.automatic(),
        whole.marks(),
        whole.problems());
  }
}
