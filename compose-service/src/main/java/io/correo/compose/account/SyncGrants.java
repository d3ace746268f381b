package io.correo.compose.account;

import io.correo.events.MailboxId;
import io.correo.provider.Budget;
import io.correo.provider.Grant;
import io.correo.provider.ProviderException;
import io.correo.service.internal.InternalHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Grants leased from sync-service, kept until shortly before they end.
@Component
class SyncGrants implements Grants {
  private static final Logger log = LoggerFactory.getLogger(SyncGrants.class);
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);
  private static final int KEPT = 10_000;

  private final RestClient sync;
  private final Clock clock;
  private final Map<MailboxId, Lease> kept = new ConcurrentHashMap<>();

  SyncGrants(InternalHttp http, @Value("${correo.urls.sync}") URI url, Clock clock) {
    this.sync = http.client(url);
    this.clock = clock;
  }

  @Override
  public Lease lease(MailboxId mailbox) {
    var present = kept.get(mailbox);
    if (present != null && isGood(present.grant())) return present;
    var fresh = fetch(mailbox);
    if (kept.size() >= KEPT) kept.values().removeIf(lease -> !isGood(lease.grant()));
    kept.put(mailbox, fresh);
    return fresh;
  }

  private boolean isGood(Grant grant) {
    return switch (grant) {
      case Grant.UserConsent consent -> clock.instant().isBefore(consent.expiresAt().minus(MARGIN));
    };
  }

  private Lease fetch(MailboxId mailbox) {
    try {
      var answer =
          sync.post()
              .uri("/internal/grants")
              .body(Map.of("mailbox", mailbox, "purpose", "compose"))
              .retrieve()
              .onStatus(HttpStatusCode::isError, (_, response) -> refuse(response))
              .body(Answer.class);
      if (answer == null) throw new ProviderException.Unavailable("sync gave no grant", null);
      return answer.lease(mailbox);
    } catch (RestClientException unreachable) {
      throw new ProviderException.Unavailable("sync-service does not answer", unreachable);
    }
  }

  private static void refuse(ClientHttpResponse response) throws java.io.IOException {
    throw switch (response.getStatusCode().value()) {
      case 409 -> new ProviderException.ReconnectRequired("the mailbox must be connected again");
      case 404 -> new ProviderException.ReconnectRequired("the mailbox is not connected any more");
      case 429, 503 ->
          new ProviderException.Throttled("the provider asks to wait", wait(response), false);
      default -> new ProviderException.Unavailable("sync-service failed", null);
    };
  }

  private static Duration wait(ClientHttpResponse response) {
    var header = response.getHeaders().getFirst("Retry-After");
    return header != null && header.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(header))
        : DEFAULT_WAIT;
  }

  @Override
  public void expired(MailboxId mailbox) {
    kept.remove(mailbox);
    tell("/internal/grants/expired", Map.of("mailbox", mailbox));
  }

  @Override
  public void throttled(MailboxId mailbox, ProviderException.Throttled wait) {
    tell(
        "/internal/throttled",
        Map.of(
            "mailbox", mailbox,
            "retryAfterSeconds", Math.max(1, wait.retryAfter().toSeconds()),
            "wholeProject", wait.wholeProject()));
  }

  @Override
  public void wake(MailboxId mailbox) {
    tell("/internal/mailboxes/" + mailbox + "/wake", Map.of());
  }

  // A hint to sync: without it things take longer, nothing else.
  private void tell(String path, Map<String, Object> body) {
    try {
      sync.post().uri(path).body(body).retrieve().toBodilessEntity();
    } catch (RestClientException unreachable) {
      log.info("sync-service did not take {}: {}", path, unreachable.getClass().getSimpleName());
    }
  }

  private record Answer(
      String account,
      String provider,
      String accessToken,
      Instant expiresAt,
      @Nullable Integer unitsPerMinute,
      @Nullable Integer concurrent) {

    Lease lease(MailboxId mailbox) {
      var units = unitsPerMinute == null ? 600 : Math.max(1, unitsPerMinute);
      var budget = new Budget("compose", units, concurrent == null ? 1 : Math.max(1, concurrent));
      return new Lease(
          provider, new Grant.UserConsent(mailbox, account, accessToken, expiresAt, budget));
    }

    @Override
    public String toString() {
      return "Answer[%s, until %s]".formatted(provider, expiresAt);
    }
  }
}
