package io.correo.sync.ingest;

import io.correo.provider.MailSource.Cursor;
import io.correo.sync.census.Censuses;
import io.correo.sync.census.Comparison;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.schedule.Lease;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Closes the gap where the provider forgot our place.
@Component
class Gaps {
  private final Parts parts;
  private final Cursors cursors;
  private final Positions positions;
  private final Comparison comparison;
  private final Censuses censuses;
  private final Clock clock;

  Gaps(
      Parts parts,
      Cursors cursors,
      Positions positions,
      Comparison comparison,
      Censuses censuses,
      Clock clock) {
    this.parts = parts;
    this.cursors = cursors;
    this.positions = positions;
    this.comparison = comparison;
    this.censuses = censuses;
    this.clock = clock;
  }

  /// New cursors are taken first, then the mailbox is compared as a whole, and only then they are
  /// saved: dead in between, it is compared again.
  void close(Lease lease, Mailbox mailbox, Position position, Set<String> forgotten) {
    var places = new ArrayList<Cursor>();
    for (var part : forgotten) {
      // A place of now need not tell of what was there before. An import brings one that does.
      var place = position.imported() ? parts.beginning(mailbox, part) : parts.now(mailbox, part);
      if (place == null) cursors.drop(lease, part);
      else places.add(place);
    }
    if (position.imported()) {
      comparison.run(lease, mailbox, true, () -> {});
    } else {
      // The import lists everything again anyway, also what came before the new places and was
      // told by none; the census at its end sees to states.
      positions.importAnew(lease, clock.instant());
      censuses.want(mailbox.id());
    }
    places.forEach(place -> cursors.save(lease, place));
  }
}
