package io.correo.sync.ledger;

import io.correo.events.Origin;
import io.correo.events.Topics;
import io.correo.provider.Change;
import io.correo.sync.grant.Purpose;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.schedule.Lease;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// On whose behalf a provider is read, and how what is found is told.
///
/// @param purpose which budget further calls are paid from
/// @param before messages that came later are left to other readings; null for none
public record Reading(
    Lease lease,
    Mailbox mailbox,
    Purpose purpose,
    Origin origin,
    String topic,
    @Nullable Instant before) {
  /// What happens while we watch.
  public static Reading live(Lease lease, Mailbox mailbox) {
    return new Reading(lease, mailbox, Purpose.SYNC, Origin.LIVE, Topics.CHANGES, null);
  }

  /// What was there before we came; never in the way of news.
  ///
  /// @param began when, which is after the cursors were taken: what came later is news, and told as
  ///     such from there
  public static Reading imported(Lease lease, Mailbox mailbox, Instant began) {
    return new Reading(lease, mailbox, Purpose.IMPORT, Origin.IMPORT, Topics.BACKFILL, began);
  }

  /// Whether it reads news, and not what takes long beside them.
  boolean isLive() {
    return purpose != Purpose.IMPORT;
  }

  /// Whether other readings tell of this message.
  public boolean leavesOut(Change change) {
    return before != null
        && change instanceof Change.Upserted it
        && it.content().date().isAfter(before);
  }

  /// What a comparison found to differ. Told beside the news: it is what users miss.
  public static Reading repaired(Lease lease, Mailbox mailbox) {
    return new Reading(lease, mailbox, Purpose.IMPORT, Origin.IMPORT, Topics.CHANGES, null);
  }
}
