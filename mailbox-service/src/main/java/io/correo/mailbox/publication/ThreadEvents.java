package io.correo.mailbox.publication;

import io.correo.events.ConnectedMailbox;
import io.correo.events.Origin;
import io.correo.events.Revision;
import io.correo.events.ThreadId;
import io.correo.events.Visibility;
import io.correo.events.stream.EmailEventType;
import io.correo.events.stream.ThreadVisibilityEvent;
import java.time.Instant;

/// Events about conversations as a whole.
public final class ThreadEvents {
  private ThreadEvents() {}

  /// @param revision of the conversation's row
  public static PublicEvent visibility(
      ConnectedMailbox mailbox,
      ThreadId thread,
      Visibility visibility,
      long revision,
      Instant now) {
    return PublicEvent.of(
        EmailEventType.THREAD_VISIBILITY_CHANGED,
        thread.value(),
        now,
        mailbox.tenant(),
        mailbox.mailbox(),
        new Revision(revision),
        Origin.LIVE,
        new ThreadVisibilityEvent(thread, mailbox.mailbox(), mailbox.owner(), visibility),
        thread.value(),
        visibility.wireName(),
        Long.toString(revision));
  }
}
