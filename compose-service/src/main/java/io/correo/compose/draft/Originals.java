package io.correo.compose.draft;

import io.correo.events.MailboxId;
import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.UserId;
import io.correo.service.internal.InternalHttp;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Messages people answer, forward or go on writing, as mailbox-service shows them to their owner.
@Component
class Originals {
  private final RestClient mailbox;

  Originals(InternalHttp http, @Value("${correo.urls.mailbox}") URI url) {
    this.mailbox = http.client(url);
  }

  /// @throws Problem 404 when this user may not see it as a member of its mailbox
  Original require(TenantId tenant, UserId user, MessageId message) {
    try {
      var found =
          mailbox
              .get()
              .uri(
                  "/internal/messages/{id}?user={user}&tenant={tenant}",
                  message.value(),
                  user.value(),
                  tenant.value())
              .retrieve()
              .body(Original.class);
      if (found == null) throw Problem.notFound("message");
      return found;
    } catch (HttpClientErrorException.NotFound none) {
      throw (Problem) Problem.notFound("message").initCause(none);
    } catch (RestClientException unreachable) {
      throw (Problem)
          new Problem(ProblemType.SERVICE_UNAVAILABLE, "The message cannot be read right now.")
              .initCause(unreachable);
    }
  }

  /// @param ref the provider's present name of the message
  record Original(
      MessageId message,
      MailboxId mailbox,
      String ref,
      ThreadId thread,
      String threadRef,
      MessageContent content,
      MessageState state) {}
}
