package io.correo.mailbox.thread;

import io.correo.events.MessageId;
import io.correo.events.ThreadId;
import io.correo.events.Visibility;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.visibility.Viewer;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a viewer may see of one message or conversation. Unknown, foreign and hidden look alike.
@Component
public class Access {
  private final Messages messages;
  private final Rows rows;

  public Access(Messages messages, Rows rows) {
    this.messages = messages;
    this.rows = rows;
  }

  /// A message and how much of it may be seen.
  public record Seen(MailMessage message, Visibility rights) {}

  /// @throws Problem 404 when there is nothing for this viewer
  public Seen message(Viewer viewer, MessageId id) {
    var seen = find(viewer, id);
    if (seen == null) throw Problem.notFound("message");
    return seen;
  }

  /// Its words and files.
  ///
  /// @throws Problem 404 as above, 403 when only the envelope may be seen
  public MailMessage whole(Viewer viewer, MessageId id) {
    var seen = message(viewer, id);
    if (seen.rights() == Visibility.EVERYTHING) return seen.message();
    throw new Problem(
        ProblemType.NOT_PERMITTED, "The owner of this mailbox shares no more than the envelope.");
  }

  @Nullable Seen find(Viewer viewer, MessageId id) {
    var message = messages.find(viewer.tenant(), id);
    if (message == null) return null;
    var rights = rights(viewer, message);
    return rights == null ? null : new Seen(message, rights);
  }

  private @Nullable Visibility rights(Viewer viewer, MailMessage message) {
    var shown = message.shown();
    if (shown == null) return null;
    if (viewer.owns(message.mailbox())) return Visibility.EVERYTHING;
    var thread = message.thread();
    if (thread == null || shown.draft() || MailMessage.isAside(shown)) return null;
    var stored = rows.find(viewer.tenant(), thread);
    return stored == null ? null : stored.rights(viewer);
  }

  /// @throws Problem 404 when there is nothing for this viewer
  public Rows.Stored thread(Viewer viewer, ThreadId id) {
    var stored = rows.find(viewer.tenant(), id);
    if (stored == null || stored.row() == null || stored.rights(viewer) == null) {
      throw Problem.notFound("conversation");
    }
    return stored;
  }
}
