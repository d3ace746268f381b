package io.correo.sync.ingest;

import io.correo.provider.MailProviders;
import io.correo.provider.MailSource.ChangePage;
import io.correo.provider.MailSource.Cursor;
import io.correo.provider.ProviderException.CursorExpired;
import io.correo.sync.grant.ProviderCalls;
import io.correo.sync.grant.Purpose;
import io.correo.sync.ledger.MailFacts;
import io.correo.sync.ledger.Reading;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.schedule.Lease;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Reads what changed since the cursors and tells it, until nothing is left.
@Component
class News {
  /// More facts than any page of changes leads to.
  private static final int PAGE = 4096;

  private final MailProviders providers;
  private final ProviderCalls calls;
  private final MailFacts facts;
  private final Cursors cursors;
  private final Positions positions;
  private final Clock clock;

  News(
      MailProviders providers,
      ProviderCalls calls,
      MailFacts facts,
      Cursors cursors,
      Positions positions,
      Clock clock) {
    this.providers = providers;
    this.calls = calls;
    this.facts = facts;
    this.cursors = cursors;
    this.positions = positions;
    this.clock = clock;
  }

  /// One at a time: a comparison reads the news too.
  ///
  /// @return false when the turn must end before all is read; a next turn goes on
  /// @throws CursorExpired when the provider forgot our place: compare the whole mailbox
  boolean read(Lease lease, Mailbox mailbox, Purpose purpose) {
    synchronized (lease) {
      var reading = Reading.live(lease, mailbox, purpose);
      var asOf = clock.instant();
      for (var cursor : cursors.of(mailbox.id())) {
        if (!read(reading, cursor)) return false;
      }
      facts.caughtUp(reading, asOf);
      positions.synced(lease, asOf);
      return true;
    }
  }

  private boolean read(Reading reading, Cursor from) {
    var source = providers.get(reading.mailbox().provider()).source();
    var cursor = from;
    ChangePage page;
    do {
      if (!reading.lease().hasRoomFor(4 * PAGE)) return false;
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

  /// Where every part is now. Take it before listing what there is.
  List<Cursor> now(Mailbox mailbox, Purpose purpose) {
    var source = providers.get(mailbox.provider()).source();
    var now = new ArrayList<Cursor>();
    for (var part : calls.call(mailbox, purpose, source::parts)) {
      now.add(calls.call(mailbox, purpose, grant -> source.now(grant, part)));
    }
    return now;
  }

  void goOnFrom(Lease lease, List<Cursor> places) {
    places.forEach(place -> cursors.save(lease, place));
  }
}
