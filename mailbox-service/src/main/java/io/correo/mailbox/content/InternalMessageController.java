package io.correo.mailbox.content;

import io.correo.events.MailboxId;
import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.UserId;
import io.correo.mailbox.thread.Access;
import io.correo.mailbox.visibility.Viewers;
import io.correo.service.problem.Problem;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// For compose-service: a whole message of one of the user's own mailboxes, to answer or forward.
@RestController
class InternalMessageController {
  private final Viewers viewers;
  private final Access access;
  private final Bodies bodies;

  InternalMessageController(Viewers viewers, Access access, Bodies bodies) {
    this.viewers = viewers;
    this.access = access;
    this.bodies = bodies;
  }

  record WholeMessage(
      MessageId message,
      MailboxId mailbox,
      String ref,
      ThreadId thread,
      String threadRef,
      MessageContent content,
      MessageState state) {}

  @GetMapping("/internal/messages/{id}")
  WholeMessage message(
      @PathVariable String id, @RequestParam String user, @RequestParam String tenant) {
    var viewer = viewers.of(new TenantId(tenant), new UserId(user));
    var message = access.message(viewer, new MessageId(id)).message();
    if (!viewer.owns(message.mailbox())) throw Problem.notFound("message");
    var body = bodies.of(message);
    return new WholeMessage(
        message.id(),
        message.mailbox(),
        Objects.requireNonNull(message.ref()),
        Objects.requireNonNull(message.thread()),
        Objects.requireNonNull(message.threadRef()),
        whole(Objects.requireNonNull(message.content()), body),
        Objects.requireNonNull(message.shown()));
  }

  private static MessageContent whole(MessageContent envelope, Bodies.Body body) {
    return new MessageContent(
        envelope.subject(),
        envelope.from(),
        envelope.replyTo(),
        envelope.to(),
        envelope.cc(),
        envelope.bcc(),
        envelope.date(),
        envelope.messageId(),
        envelope.inReplyTo(),
        envelope.references(),
        envelope.snippet(),
        body.text(),
        body.html(),
        body.truncated(),
        envelope.attachments(),
        envelope.size(),
        envelope.automatic(),
        envelope.marks(),
        envelope.problems());
  }
}
