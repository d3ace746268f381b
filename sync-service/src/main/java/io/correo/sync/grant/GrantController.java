package io.correo.sync.grant;

import io.correo.events.MailboxId;
import io.correo.provider.ProviderException.ReconnectRequired;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.mailbox.Mailboxes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Grants for the services that call providers themselves.
@RestController
class GrantController {
  private final Mailboxes mailboxes;
  private final Grants grants;

  GrantController(Mailboxes mailboxes, Grants grants) {
    this.mailboxes = mailboxes;
    this.grants = grants;
  }

  record Wanted(MailboxId mailbox, String purpose) {}

  record Leased(
      MailboxId mailbox,
      String account,
      String provider,
      String accessToken,
      Instant expiresAt,
      int unitsPerMinute,
      int concurrent) {
    @Override
    public String toString() {
      return "Leased[%s, until %s]".formatted(mailbox, expiresAt);
    }
  }

  record Expired(MailboxId mailbox, @Nullable String accessTokenHash) {}

  record Slow(MailboxId mailbox, long retryAfterSeconds, boolean wholeProject) {}

  @PostMapping("/internal/grants")
  Leased lease(@RequestBody Wanted wanted) {
    var mailbox = find(wanted.mailbox());
    var purpose = purpose(wanted.purpose());
    try {
      var grant = grants.lease(mailbox, purpose);
      grants.usedBy(mailbox.id(), purpose);
      return new Leased(
          mailbox.id(),
          grant.account(),
          mailbox.provider(),
          grant.accessToken(),
          grant.expiresAt(),
          grant.budget().unitsPerMinute(),
          grant.budget().concurrent());
    } catch (ReconnectRequired dead) {
      throw new Problem(
          ProblemType.MAILBOX_NEEDS_REAUTHORIZATION, "Its user must connect the mailbox again.");
    } catch (Throttled wait) {
      throw new Problem(ProblemType.PROVIDER_THROTTLED, "The mail provider asks to wait.")
          .retryAfter(wait.retryAfter());
    } catch (Unavailable silent) {
      throw new Problem(ProblemType.PROVIDER_UNAVAILABLE, "The mail provider does not answer.")
          .retryAfter(Duration.ofSeconds(1));
    }
  }

  @PostMapping("/internal/grants/expired")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void expired(@RequestBody Expired expired) {
    grants.expiredHash(expired.mailbox(), expired.accessTokenHash());
  }

  @PostMapping("/internal/throttled")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void throttled(@RequestBody Slow slow) {
    var wait = Duration.ofSeconds(Math.max(1, slow.retryAfterSeconds()));
    grants.toldToWait(find(slow.mailbox()), wait, slow.wholeProject());
  }

  private Mailbox find(MailboxId id) {
    var mailbox = mailboxes.find(id);
    if (mailbox == null || mailbox.isErased()) throw Problem.notFound("mailbox");
    return mailbox;
  }

  private static Purpose purpose(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "mailbox" -> Purpose.MAILBOX;
      case "compose" -> Purpose.COMPOSE;
      default -> throw Problem.invalid("purpose", "must be mailbox or compose");
    };
  }
}
