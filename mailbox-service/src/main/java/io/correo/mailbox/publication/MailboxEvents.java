package io.correo.mailbox.publication;

import io.correo.events.ConnectedMailbox;
import io.correo.events.ConnectedMailbox.State;
import io.correo.events.Origin;
import io.correo.events.stream.EmailEventType;
import io.correo.events.stream.MailboxEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a change of a mailbox's record means to subscribers.
public final class MailboxEvents {
  private MailboxEvents() {}

  /// @param before null when it is new to us
  public static List<PublicEvent> between(
      @Nullable ConnectedMailbox before, ConnectedMailbox after, Instant now) {
    var events = new ArrayList<PublicEvent>();
    var was = before == null ? null : before.state();
    if (was != after.state()) {
      switch (after.state()) {
        case CONNECTED -> events.add(event(EmailEventType.MAILBOX_CONNECTED, after, now, null));
        case NEEDS_REAUTHORIZATION ->
            events.add(event(EmailEventType.MAILBOX_NEEDS_REAUTHORIZATION, after, now, null));
        case ERASED -> {
          events.add(event(EmailEventType.MAILBOX_DISCONNECTED, after, now, null));
          events.add(event(EmailEventType.MAILBOX_ERASED, after, now, null));
        }
      }
    }
    var progress = after.progress();
    if (after.state() != State.ERASED && progress != null && isDone(after)) {
      if (before == null || !isDone(before)) {
        events.add(event(EmailEventType.MAILBOX_IMPORT_COMPLETED, after, now, progress.done()));
      }
    }
    return events;
  }

  private static boolean isDone(ConnectedMailbox mailbox) {
    var progress = mailbox.progress();
    return progress != null && progress.state().equals("done");
  }

  private static PublicEvent event(
      EmailEventType type, ConnectedMailbox mailbox, Instant now, @Nullable Long messages) {
    return PublicEvent.of(
        type,
        mailbox.mailbox().value(),
        now,
        mailbox.tenant(),
        mailbox.mailbox(),
        mailbox.revision(),
        Origin.LIVE,
        new MailboxEvent(
            mailbox.mailbox(), mailbox.owner(), mailbox.provider(), mailbox.address(), messages),
        mailbox.mailbox().value(),
        mailbox.revision().toString());
  }
}
