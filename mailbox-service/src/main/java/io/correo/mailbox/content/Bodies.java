package io.correo.mailbox.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.events.Revision;
import io.correo.mailbox.message.MailMessage;
import io.correo.service.internal.InternalHttp;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Texts of messages: from a bounded cache that facts fill as they come, else from the ledger of
/// sync-service. The provider is never asked.
@Component
public class Bodies {
  private static final int BYTES_PER_CHAR = 2;
  private static final int ENTRY_COST = 200;

  private final Cache<MessageId, Body> cache;
  private final RestClient sync;

  Bodies(
      @Value("${correo.mailbox.body-cache}") DataSize size,
      InternalHttp internal,
      @Value("${correo.urls.sync}") URI syncUrl) {
    cache =
        Caffeine.newBuilder()
            .maximumWeight(size.toBytes())
            .weigher((MessageId _, Body body) -> body.weight())
            .build();
    sync = internal.client(syncUrl);
  }

  /// @param text null when there is only HTML
  public record Body(
      Revision revision, @Nullable String text, @Nullable String html, boolean truncated) {
    int weight() {
      var chars = (text == null ? 0 : text.length()) + (html == null ? 0 : html.length());
      return chars * BYTES_PER_CHAR + ENTRY_COST;
    }

    boolean isNotOlder(Body other) {
      return !other.revision().isAfter(revision);
    }

    /// Mail text is nobody's business in a log.
    @Override
    public String toString() {
      return "Body[" + revision + "]";
    }
  }

  /// Keeps what a fact brought.
  public void keep(MessageUpserted fact) {
    keep(fact.message(), fact.revision(), fact.content());
  }

  private Body keep(MessageId message, Revision revision, MessageContent content) {
    var body = new Body(revision, content.text(), content.html(), content.truncated());
    cache.asMap().merge(message, body, (old, newer) -> newer.isNotOlder(old) ? newer : old);
    return body;
  }

  public void forget(MessageId message) {
    cache.invalidate(message);
  }

  /// @throws Problem 404 when the ledger no longer has it, 503 when sync-service does not answer
  public Body of(MailMessage message) {
    var cached = cache.getIfPresent(message.id());
    if (cached != null && cached.revision().equals(message.contentRevision())) return cached;
    var fact = ledger(message);
    return keep(message.id(), fact.revision(), fact.content());
  }

  private MessageUpserted ledger(MailMessage message) {
    try {
      var fact =
          sync.get()
              .uri(
                  "/internal/mailboxes/{mailbox}/messages/{message}",
                  message.mailbox(),
                  message.id())
              .retrieve()
              .body(MessageUpserted.class);
      if (fact == null) throw Problem.notFound("message");
      return fact;
    } catch (HttpClientErrorException.NotFound gone) {
      throw Problem.notFound("message");
    } catch (RestClientException away) {
      var problem =
          new Problem(
              ProblemType.SERVICE_UNAVAILABLE, "The text cannot be fetched now. Try again soon.");
      problem.initCause(away);
      throw problem;
    }
  }
}
