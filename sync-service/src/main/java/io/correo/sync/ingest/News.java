package io.correo.sync.ingest;

import io.correo.provider.MailProviders;
import io.correo.provider.MailSource.ChangePage;
import io.correo.provider.MailSource.Cursor;
import io.correo.provider.ProviderException.CursorExpired;
import io.correo.provider.ProviderException.Gone;
import io.correo.sync.census.Censuses;
import io.correo.sync.grant.Grants;
import io.correo.sync.grant.ProviderCalls;
import io.correo.sync.ledger.MailFacts;
import io.correo.sync.ledger.Reading;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.schedule.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/// Reads what changed and tells it: first the messages that notices name, then what happened in
/// every part since its cursor. A notice never waits for more than one page of changes.
///
/// Parts are read one after the other. Two at a time might both meet a message that moves between
/// them, and the one that looked first could carry the newer revision.
@Component
class News {
  /// More facts than any page of changes leads to.
  private static final int PAGE = 4096;

  /// What rounds over all parts may spend of a mailbox's calls at most: one in so many.
  private static final int SHARE = 4;

  private final MailProviders providers;
  private final ProviderCalls calls;
  private final Grants grants;
  private final MailFacts facts;
  private final NamedNews named;
  private final Cursors cursors;
  private final Positions positions;
  private final Censuses censuses;
  private final Clock clock;

  News(
      MailProviders providers,
      ProviderCalls calls,
      Grants grants,
      MailFacts facts,
      NamedNews named,
      Cursors cursors,
      Positions positions,
      Censuses censuses,
      Clock clock) {
    this.providers = providers;
    this.calls = calls;
    this.grants = grants;
    this.facts = facts;
    this.named = named;
    this.cursors = cursors;
    this.positions = positions;
    this.censuses = censuses;
    this.clock = clock;
  }

  /// Reads what notices name at once, and all parts if they were not read just now: a call each for
  /// hundreds of folders after every notice would leave no budget for anything else.
  Heard read(Lease lease, Mailbox mailbox) {
    synchronized (lease) {
      var reading = Reading.live(lease, mailbox);
      if (!named.read(reading)) return new Heard.SomeOfIt();
      var again = notBefore(mailbox);
      if (again.isAfter(clock.instant())) return new Heard.Named(again);
      return round(reading);
    }
  }

  /// Reads all there is. One reading at a time: a comparison reads the news too.
  Heard readAll(Lease lease, Mailbox mailbox) {
    synchronized (lease) {
      var reading = Reading.live(lease, mailbox);
      if (!named.read(reading)) return new Heard.SomeOfIt();
      return round(reading);
    }
  }

  /// A listing has been through a part, and knows where reading it goes on. Whoever was told of by
  /// the old cursor only was left out of the listing, so the old one is read a last time.
  ///
  /// @return false when the turn must end before that
  boolean handOver(Lease lease, Mailbox mailbox, Cursor reached) {
    synchronized (lease) {
      var old = cursors.of(mailbox.id(), reached.part());
      try {
        var reading = Reading.live(lease, mailbox);
        if (old != null && !read(reading, old)) return false;
      } catch (CursorExpired | Gone lost) {
        censuses.want(mailbox.id());
      }
      cursors.save(lease, reached);
      return true;
    }
  }

  private Instant notBefore(Mailbox mailbox) {
    var before = positions.of(mailbox.id()).syncedAt();
    if (before == null) return Instant.MIN;
    return before.plus(
        Duration.ofMinutes(1)
            .multipliedBy(SHARE * cursors.count(mailbox.id()))
            .dividedBy(grants.unitsPerMinute(mailbox.provider())));
  }

  private Heard round(Reading reading) {
    var lease = reading.lease();
    var asOf = clock.instant();
    var forgotten = new TreeSet<String>();
    for (var place : cursors.of(lease.mailbox())) {
      try {
        if (!read(reading, place)) return new Heard.SomeOfIt();
      } catch (CursorExpired _) {
        forgotten.add(place.part());
      } catch (Gone _) {
        leave(lease, place);
      }
    }
    if (!forgotten.isEmpty()) return new Heard.Gap(forgotten);
    facts.caughtUp(reading, asOf);
    positions.synced(lease, asOf);
    return new Heard.Everything();
  }

  /// What the part held may be gone too, or elsewhere.
  private void leave(Lease lease, Cursor place) {
    cursors.drop(lease, place.part());
    censuses.want(lease.mailbox());
    positions.readFolders(lease);
  }

  private boolean read(Reading reading, Cursor from) {
    var source = providers.get(reading.mailbox().provider()).source();
    var cursor = from;
    ChangePage page;
    do {
      if (!named.read(reading) || !reading.lease().hasRoomFor(4 * PAGE)) return false;
      var since = cursor;
      // Before the read: an older reading must never carry a newer revision.
      var revisions = reading.lease().reserve(PAGE);
      page =
          calls.call(reading.mailbox(), reading.purpose(), grant -> source.changes(grant, since));
      // Told before the cursor is saved: dead in between, the page is read again and tells nothing
      // new. The other order would lose mail.
      facts.tell(reading, revisions, page.changes());
      cursor = page.next();
      if (!cursor.equals(since)) cursors.save(reading.lease(), cursor);
    } while (page.hasMore());
    return true;
  }
}
