package io.correo.mailbox.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.correo.events.MailboxId;
import io.correo.provider.Budget;
import io.correo.provider.Grant;
import io.correo.provider.MailProvider;
import io.correo.provider.MailProviders;
import io.correo.provider.ProviderException;
import io.correo.service.internal.InternalHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/// Rights to call a provider for a mailbox, leased from sync-service and kept until they end.
/// Failures are told as the provider's own, because what to do next is the same.
@Component
public class Grants {
  private static final Logger log = LoggerFactory.getLogger(Grants.class);
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
  private static final int MOST = 10_000;
  private static final String PURPOSE = "mailbox";

  private final RestClient sync;
  private final MailProviders providers;
  private final Clock clock;
  private final Cache<MailboxId, Leased> leased = Caffeine.newBuilder().maximumSize(MOST).build();

  Grants(
      InternalHttp internal,
      @Value("${correo.urls.sync}") URI syncUrl,
      MailProviders providers,
      Clock clock) {
    this.providers = providers;
    this.sync = internal.client(syncUrl);
    this.clock = clock;
  }

  /// @param provider name of the adapter to use it with
  private record Leased(String provider, Grant grant) {}

  private record Answer(
      MailboxId mailbox,
      String account,
      String provider,
      String accessToken,
      Instant expiresAt,
      int unitsPerMinute,
      int concurrent) {
    @Override
    public String toString() {
      return "Answer[%s]".formatted(mailbox);
    }
  }

  /// @throws ProviderException as the provider would: reconnect, gone, throttled, unavailable
  private Leased of(MailboxId mailbox) {
    var present = leased.getIfPresent(mailbox);
    if (present != null && isGood(present)) return present;
    var fresh = lease(mailbox);
    leased.put(mailbox, fresh);
    return fresh;
  }

  private boolean isGood(Leased present) {
    return switch (present.grant()) {
      case Grant.UserConsent consent -> clock.instant().isBefore(consent.expiresAt().minus(MARGIN));
    };
  }

  /// One use of a provider.
  @FunctionalInterface
  public interface Use<T> {
    T by(MailProvider provider, Grant grant);
  }

  /// Uses a provider with the grant there is; when that is over, once more with a new one.
  ///
  /// @throws ProviderException of the provider, or of leasing; never `GrantExpired`
  public <T> T use(MailboxId mailbox, Use<T> use) {
    try {
      return once(mailbox, use);
    } catch (ProviderException.GrantExpired over) {
      expired(mailbox);
    }
    try {
      return once(mailbox, use);
    } catch (ProviderException.GrantExpired still) {
      throw new ProviderException.Unavailable("no grant is taken", still);
    }
  }

  private <T> T once(MailboxId mailbox, Use<T> use) {
    var present = of(mailbox);
    return use.by(providers.get(present.provider()), present.grant());
  }

  /// The provider no longer takes it.
  private void expired(MailboxId mailbox) {
    leased.invalidate(mailbox);
    tell("/internal/grants/expired", Map.of("mailbox", mailbox));
  }

  /// The provider asks to wait: everybody who shares the budget should.
  public void throttled(MailboxId mailbox, Duration retryAfter, boolean wholeProject) {
    tell(
        "/internal/throttled",
        Map.of(
            "mailbox", mailbox,
            "retryAfterSeconds", Math.max(1, retryAfter.toSeconds()),
            "wholeProject", wholeProject));
  }

  /// Facts about what we did are wanted now.
  ///
  /// @param refs of the messages it was done to; empty when there are too many to name
  public void wake(MailboxId mailbox, Set<String> refs) {
    tell("/internal/mailboxes/" + mailbox + "/wake", Map.of("messages", refs));
  }

  private void tell(String path, Object body) {
    try {
      sync.post().uri(path).body(body).retrieve().toBodilessEntity();
    } catch (RestClientException away) {
      // It will notice by itself, later.
      log.warn("sync-service was not told {}: {}", path, away.getClass().getSimpleName());
    }
  }

  private Leased lease(MailboxId mailbox) {
    try {
      var answer =
          sync.post()
              .uri("/internal/grants")
              .body(Map.of("mailbox", mailbox, "purpose", PURPOSE))
              .retrieve()
              .body(Answer.class);
      if (answer == null) throw new ProviderException.Unavailable("no grant was answered", null);
      var budget =
          new Budget(
              PURPOSE, Math.max(1, answer.unitsPerMinute()), Math.max(1, answer.concurrent()));
      return new Leased(
          answer.provider(),
          new Grant.UserConsent(
              mailbox, answer.account(), answer.accessToken(), answer.expiresAt(), budget));
    } catch (RestClientResponseException refused) {
      throw translated(refused);
    } catch (RestClientException away) {
      throw new ProviderException.Unavailable("sync-service does not answer", away);
    }
  }

  private static ProviderException translated(RestClientResponseException refused) {
    HttpStatusCode status = refused.getStatusCode();
    return switch (status.value()) {
      case 404 -> new ProviderException.Gone("the mailbox is not connected");
      case 409 -> new ProviderException.ReconnectRequired("the mailbox must be connected again");
      case 503 -> new ProviderException.Throttled("no budget now", retryAfter(refused), false);
      default -> new ProviderException.Unavailable("no grant: " + status.value(), refused);
    };
  }

  private static Duration retryAfter(RestClientResponseException refused) {
    var headers = refused.getResponseHeaders();
    var header = headers == null ? null : headers.getFirst(HttpHeaders.RETRY_AFTER);
    return header == null || !header.matches("\\d{1,6}")
        ? DEFAULT_WAIT
        : Duration.ofSeconds(Long.parseLong(header));
  }
}
