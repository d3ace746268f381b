package io.correo.sync.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.correo.events.Address;
import io.correo.events.Capabilities;
import io.correo.events.ConnectedMailbox.Progress;
import io.correo.events.ConnectedMailbox.Role;
import io.correo.events.ConnectedMailbox.State;
import io.correo.events.MailboxId;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import io.correo.provider.MailProviders;
import io.correo.sync.census.Census;
import io.correo.sync.census.Censuses;
import io.correo.sync.deadletter.Letters;
import io.correo.sync.grant.Grants;
import io.correo.sync.grant.QuotaUse;
import io.correo.sync.grant.Throttles;
import io.correo.sync.grant.TokenState;
import io.correo.sync.ingest.Position;
import io.correo.sync.ingest.Positions;
import io.correo.sync.mailbox.ImportQueue;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.schedule.Schedule;
import io.correo.sync.schedule.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Mailboxes as the API shows them.
@Component
class MailboxViews {
  private final MailProviders providers;
  private final Positions positions;
  private final Censuses censuses;
  private final Letters letters;
  private final Schedule schedule;
  private final Grants grants;
  private final Throttles throttles;
  private final ImportQueue queue;
  private final QuotaUse quotaUse;
  private final Clock clock;

  MailboxViews(
      MailProviders providers,
      Positions positions,
      Censuses censuses,
      Letters letters,
      Schedule schedule,
      Grants grants,
      Throttles throttles,
      ImportQueue queue,
      QuotaUse quotaUse,
      Clock clock) {
    this.providers = providers;
    this.positions = positions;
    this.censuses = censuses;
    this.letters = letters;
    this.schedule = schedule;
    this.grants = grants;
    this.throttles = throttles;
    this.queue = queue;
    this.quotaUse = quotaUse;
    this.clock = clock;
  }

  record View(
      MailboxId id,
      String provider,
      String address,
      State state,
      Can capabilities,
      List<Address> identities,
      @Nullable String signature,
      Visibility visibility,
      String lane,
      @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("import")
          @Nullable Progress progress,
      UserId owner,
      Instant connectedAt) {}

  record Can(
      boolean star,
      boolean deleteForever,
      boolean archive,
      boolean folders,
      Files attachments,
      int recipients) {}

  record Files(long maxBytes, Set<String> blockedExtensions) {}

  /// @param lagSeconds how long the first unread notice has waited
  /// @param census the last proof of completeness, less what is incomplete now
  /// @param incomplete messages that some reader could not take in whole; they wait as dead letters
  /// @param watchExpiresAt null while the provider does not tell us of changes
  /// @param throttledUntil the provider is not called before; null when it may be
  /// @param problem why only the user can help, in the provider's words; null while mail flows
  /// @param lastError why the last turn failed; null once one went well
  record Health(
      State state,
      @JsonProperty("import") Progress progress,
      long lagSeconds,
      @Nullable Census census,
      long incomplete,
      @Nullable Instant watchExpiresAt,
      Quota quota,
      @Nullable Instant throttledUntil,
      TokenState token,
      @Nullable Instant lastSyncedAt,
      @Nullable String problem,
      Standing.@Nullable Problem lastError) {}

  /// @param unitsPerMinute what the provider lets the mailbox do, in its own currency
  /// @param usedLastMinute what reading it has cost; actions and sends come on top
  record Quota(int unitsPerMinute, long usedLastMinute) {}

  View of(Mailbox mailbox) {
    var owner =
        mailbox.members().stream()
            .filter(member -> member.role() == Role.OWNER)
            .findFirst()
            .orElseThrow()
            .user();
    return new View(
        mailbox.id(),
        mailbox.provider(),
        mailbox.address(),
        mailbox.state(),
        can(providers.get(mailbox.provider()).capabilities()),
        mailbox.identities(),
        mailbox.signature(),
        mailbox.visibility(),
        mailbox.lane(),
        mailbox.progress(),
        owner,
        mailbox.connectedAt());
  }

  Health health(Mailbox mailbox) {
    var position = positions.of(mailbox.id());
    var standing = schedule.standing(mailbox.id());
    var incomplete = letters.incomplete(mailbox.id());
    var census = censuses.last(mailbox.id());
    return new Health(
        mailbox.state(),
        progress(mailbox, position),
        lag(standing.wantedSince()),
        census == null ? null : census.lacking(incomplete),
        incomplete,
        position.watchUntil(),
        new Quota(
            grants.unitsPerMinute(mailbox.provider()), quotaUse.lastMinute(mailbox.id().value())),
        throttles.until(mailbox),
        grants.token(mailbox),
        position.syncedAt(),
        mailbox.problem(),
        standing.problem());
  }

  private Progress progress(Mailbox mailbox, Position position) {
    var state = position.imported() ? "done" : position.paused() ? "paused" : "running";
    var shown = mailbox.progress();
    if (shown == null) shown = new Progress(state, position.done(), position.total(), null);
    return new Progress(
        state, shown.done(), shown.total(), state.equals("running") ? eta(mailbox, shown) : null);
  }

  /// Of an import that has not begun, when all imports in its lane will be through.
  private @Nullable Instant eta(Mailbox mailbox, Progress shown) {
    return shown.eta() != null ? shown.eta() : queue.of(mailbox.lane(), null).eta();
  }

  private long lag(@Nullable Instant since) {
    return since == null ? 0 : Math.max(0, Duration.between(since, clock.instant()).toSeconds());
  }

  private static Can can(Capabilities it) {
    return new Can(
        it.star(),
        it.deleteForever(),
        it.archive(),
        it.folders(),
        new Files(it.attachments().maxBytes(), it.attachments().blockedExtensions()),
        it.recipients());
  }
}
