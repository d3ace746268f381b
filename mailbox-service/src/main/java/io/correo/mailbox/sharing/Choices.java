package io.correo.mailbox.sharing;

import io.correo.events.ThreadId;
import io.correo.events.Visibility;
import io.correo.mailbox.live.ViewChanges;
import io.correo.mailbox.projection.MessageChanges;
import io.correo.mailbox.thread.OwnVisibility;
import io.correo.mailbox.thread.OwnVisibility.Choice;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Chooses a conversation's own visibility, and tells search-service of it before it says that it
/// is done. What a crash leaves untold is told by the sweep.
@Component
class Choices {
  private static final int PAGE = 200;

  private final OwnVisibility own;
  private final MessageChanges changes;
  private final ViewChanges view;
  private final Duration moment;

  Choices(
      OwnVisibility own,
      MessageChanges changes,
      ViewChanges view,
      @Value("${correo.mailbox.sweep-after}") Duration moment) {
    this.own = own;
    this.changes = changes;
    this.view = view;
    this.moment = moment;
  }

  /// @param visibility null for the mailbox's again
  void choose(ThreadId thread, @Nullable Visibility visibility) {
    var choice = own.choose(thread, visibility);
    changes.recompute(choice.tenant(), choice.mailbox(), List.of(thread));
    tell(choice);
  }

  @Scheduled(fixedDelayString = "${correo.mailbox.sweep-every}")
  void tellLeft() {
    List<Choice> left;
    do {
      left = own.untold(moment, PAGE);
      left.forEach(this::tell);
    } while (left.size() == PAGE);
  }

  private void tell(Choice choice) {
    view.visibility(
            choice.tenant(),
            choice.mailbox(),
            choice.thread(),
            choice.sequence(),
            choice.visibility())
        .join();
    own.told(choice);
  }
}
