package io.correo.sync.schedule;

import java.time.Duration;
import java.time.Instant;

/// What is done with a mailbox once it is claimed. One per application.
@FunctionalInterface
public interface Turn {
  /// Works on the mailbox for a moment. A failure keeps it due.
  Next take(Lease lease);

  /// When the mailbox is due again.
  sealed interface Next {
    /// Nothing is left to do until then, unless somebody wants it earlier.
    record At(Instant dueAt) implements Next {}

    /// There is long work left: again as soon as others had their turn.
    record More() implements Next {}

    /// The provider cannot be called now.
    record After(Duration pause) implements Next {}

    /// It did not work out, and may the next time: again after a while, longer each time.
    ///
    /// @param why for the log
    record Failed(String why) implements Next {}

    /// Not before somebody wants it again.
    record Never() implements Next {}

    /// Take it off the schedule.
    record Gone() implements Next {}
  }
}
