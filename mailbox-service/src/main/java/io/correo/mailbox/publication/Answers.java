package io.correo.mailbox.publication;

import io.correo.events.Automatic;
import io.correo.events.ConnectedMailbox;
import io.correo.events.Origin;
import io.correo.events.stream.EmailEventType;
import io.correo.events.stream.ThreadAnsweredEvent;
import io.correo.mailbox.message.Direction;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.message.Messages;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells a message that answers a conversation: the newest message a person wrote before it came
/// from the other side.
@Component
public class Answers {
  private static final int LOOK_BACK = 30;

  private final Messages messages;

  public Answers(Messages messages) {
    this.messages = messages;
  }

  /// @return null when it answers nothing
  public @Nullable PublicEvent to(MailMessage message, ConnectedMailbox mailbox) {
    var content = message.content();
    var state = message.state();
    var thread = message.thread();
    if (content == null || state == null || thread == null) return null;
    if (content.automatic() != Automatic.NONE) return null;
    var direction = new Direction(mailbox);
    if (direction.isCopyToOneself(content, state)) return null; // what was sent has answered
    var ours = direction.isOurs(content, state);
    var previous =
        messages.newestOf(thread, LOOK_BACK).stream()
            .filter(other -> isEarlierLetter(other, message, direction))
            .findFirst()
            .orElse(null);
    if (previous == null || previous.content() == null || previous.state() == null) return null;
    if (direction.isOurs(previous.content(), previous.state()) == ours) return null;
    var after = Duration.between(previous.content().date(), content.date()).toSeconds();
    return PublicEvent.of(
        EmailEventType.THREAD_ANSWERED,
        thread.value(),
        content.date(),
        message.tenant(),
        message.mailbox(),
        message.contentRevision(),
        Origin.LIVE,
        new ThreadAnsweredEvent(
            thread,
            message.mailbox(),
            mailbox.owner(),
            message.id(),
            ours ? "us" : "them",
            after,
            content.date()),
        thread.value(),
        message.id().value());
  }

  private static boolean isEarlierLetter(
      MailMessage other, MailMessage message, Direction direction) {
    var content = other.content();
    var state = other.state();
    var date = message.content();
    return content != null
        && state != null
        && date != null
        && !other.id().equals(message.id())
        && !state.draft()
        && !direction.isCopyToOneself(content, state)
        && content.automatic() == Automatic.NONE
        && content.date().isBefore(date.date());
  }
}
