package io.correo.mailbox.publication;

import io.correo.events.ConnectedMailbox;
import io.correo.events.FolderRole;
import io.correo.events.MessageState;
import io.correo.events.Origin;
import io.correo.events.Revision;
import io.correo.events.Visibility;
import io.correo.events.stream.EmailEventType;
import io.correo.events.stream.MessageGoneEvent;
import io.correo.events.stream.MessageStateEvent;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.message.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the change of one message means to subscribers. Only facts and link decisions speak here,
/// never actions that wait to be confirmed.
///
/// Arrival waits for the first link decision, because before it nobody knows whether others may
/// hear of the message at all. Linked mail is then told in full, as far as its visibility goes;
/// mail linked to nothing is told as one bare `unlinked`; private mail is not told.
public final class MessageEvents {
  private final Envelopes envelopes;

  /// @param publicUrl where modules reach the API
  public MessageEvents(String publicUrl) {
    envelopes = new Envelopes(publicUrl);
  }

  /// The circumstances of a change.
  ///
  /// @param mailbox null while its record has not come: nothing is told then, later it is
  /// @param override the conversation's own visibility; null for the mailbox's
  /// @param silent the change is older than this view: it was told by the view before
  /// @param clientRef what the client calls a message it sent; null for nothing
  /// @param now when events are said to have happened that have no time of their own
  public record Circumstances(
      @Nullable ConnectedMailbox mailbox,
      @Nullable Visibility override,
      boolean silent,
      @Nullable String clientRef,
      Instant now) {

    Visibility visibility() {
      if (override != null) return override;
      return mailbox == null ? Visibility.PRIVATE : mailbox.visibility();
    }
  }

  /// @param message `after`, with what subscribers know by then
  public record Outcome(MailMessage message, List<PublicEvent> events) {}

  public Outcome between(MailMessage before, MailMessage after, Circumstances when) {
    var mailbox = when.mailbox();
    if (when.silent() || mailbox == null) {
      var told = mailbox == null && !when.silent() ? after.told() : known(after);
      return new Outcome(after.withTold(told), List.of());
    }
    var telling = new Telling(after, mailbox, when);
    telling.removal(before);
    telling.arrival();
    telling.change(before);
    return new Outcome(after.withTold(telling.told), telling.events);
  }

  /// As if all of it had been told.
  private static Told known(MailMessage message) {
    var decision = message.decision();
    var arrived = message.told().arrived() || message.isPresent() && !message.isDraft();
    return decision == null
        ? new Told(arrived, 0, false)
        : new Told(arrived, decision.sequence(), decision.isLinked());
  }

  private final class Telling {
    private final MailMessage message;
    private final ConnectedMailbox mailbox;
    private final Circumstances when;
    private final List<PublicEvent> events = new ArrayList<>();
    private Told told;
    private boolean justArrived;

    Telling(MailMessage message, ConnectedMailbox mailbox, Circumstances when) {
      this.message = message;
      this.mailbox = mailbox;
      this.when = when;
      this.told = message.told();
    }

    void removal(MailMessage before) {
      var thread = before.thread();
      if (!before.isPresent() || message.isPresent() || thread == null || !told.linked()) return;
      told = new Told(told.arrived(), told.decision(), false);
      tell(
          EmailEventType.MESSAGE_REMOVED,
          when.now(),
          message.removedRevision(),
          Origin.LIVE,
          new MessageGoneEvent(message.id(), thread, message.mailbox(), mailbox.owner()),
          message.removedRevision().toString());
    }

    void arrival() {
      var decision = message.decision();
      var content = message.content();
      if (decision == null || content == null || !message.isPresent() || message.isDraft()) return;
      if (decision.sequence() == told.decision() && told.decision() != 0) return;
      var visibility = when.visibility();
      if (visibility == Visibility.PRIVATE) {
        told = new Told(true, decision.sequence(), false);
        return;
      }
      var origin = message.origin() == null ? Origin.LIVE : message.origin();
      var first = !told.arrived();
      if (first && decision.isLinked() && origin != Origin.REPLAY) {
        justArrived = true;
        tell(
            arrivalType(origin),
            content.date(),
            message.contentRevision(),
            origin,
            envelopes.whole(message, mailbox, visibility, when.clientRef()));
      }
      var sequence = Long.toString(decision.sequence());
      var linkOrigin = first ? origin : decision.origin();
      if (decision.isLinked()) {
        tell(
            EmailEventType.MESSAGE_LINKED,
            when.now(),
            message.contentRevision(),
            linkOrigin,
            envelopes.whole(message, mailbox, visibility, when.clientRef()),
            sequence);
      } else if (told.linked() || told.decision() == 0) {
        tell(
            EmailEventType.MESSAGE_UNLINKED,
            when.now(),
            message.contentRevision(),
            linkOrigin,
            envelopes.bare(message, mailbox, visibility),
            sequence);
      }
      told = new Told(true, decision.sequence(), decision.isLinked());
    }

    private EmailEventType arrivalType(Origin origin) {
      if (origin == Origin.IMPORT) return EmailEventType.MESSAGE_IMPORTED;
      return envelopes.isSent(message, mailbox)
          ? EmailEventType.MESSAGE_SENT
          : EmailEventType.MESSAGE_RECEIVED;
    }

    void change(MailMessage before) {
      var old = before.factual();
      var state = message.factual();
      var thread = message.thread();
      if (justArrived || !told.linked() || thread == null) return;
      if (old == null || state == null || looksAlike(old, state)) return;
      if (when.visibility() == Visibility.PRIVATE) return;
      tell(
          EmailEventType.MESSAGE_CHANGED,
          when.now(),
          message.stateRevision(),
          Origin.LIVE,
          new MessageStateEvent(
              message.id(),
              thread,
              message.mailbox(),
              mailbox.owner(),
              state.unread(),
              state.starred(),
              state.roles().stream().map(FolderRole::wireName).sorted().toList()),
          message.stateRevision().toString());
    }

    private void tell(
        EmailEventType type,
        Instant time,
        Revision revision,
        Origin origin,
        Record data,
        String... more) {
      var parts = new ArrayList<String>();
      parts.add(message.id().value());
      parts.addAll(List.of(more));
      events.add(
          PublicEvent.of(
              type,
              message.id().value(),
              time,
              message.tenant(),
              message.mailbox(),
              revision,
              origin,
              data,
              parts.toArray(String[]::new)));
    }
  }

  private static boolean looksAlike(MessageState one, MessageState other) {
    return one.unread() == other.unread()
        && one.starred() == other.starred()
        && Objects.equals(one.roles(), other.roles())
        && Objects.equals(one.folders(), other.folders());
  }
}
