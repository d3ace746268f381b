package io.correo.sync.ingest;

import io.correo.provider.Change;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.MailSource.Listing;
import io.correo.sync.ledger.Ledger;
import io.correo.sync.ledger.MailFacts;
import io.correo.sync.ledger.Reading;
import io.correo.sync.schedule.Revisions;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells the messages that a page of an import brings whole, without another call.
@Component
class WholePages {
  private final Ledger ledger;
  private final MailFacts facts;

  WholePages(Ledger ledger, MailFacts facts) {
    this.ledger = ledger;
    this.facts = facts;
  }

  /// Known ones are told too where they differ: what changed since is in this page, and need not be
  /// in the changes after it.
  ///
  /// @param revisions set aside before the page was read
  /// @return messages the page only names, and nobody has told
  List<Listed> tell(Reading reading, Listing page, Revisions revisions) {
    var refs = page.messages().stream().map(Listed::ref).toList();
    // No news meanwhile: what they tell would have newer revisions than this page.
    synchronized (reading.lease()) {
      var known = ledger.byRef(reading.mailbox(), refs);
      var changes = new ArrayList<Change>();
      var overtaken = new ArrayList<Listed>();
      for (var listed : page.messages()) {
        var whole = listed.whole();
        var before = known.get(listed.ref());
        if (whole == null || (before == null && reading.leavesOut(whole))) continue;
        // News told of it since the page was asked for, and the page may still know better: then
        // only another look tells what is true now.
        if (before != null && revisions.areOlderThan(before.stateTold())) overtaken.add(listed);
        else changes.add(whole);
      }
      facts.tell(reading, revisions, changes);
      facts.tellWhole(Reading.repaired(reading.lease(), reading.mailbox()), overtaken);
      return page.messages().stream()
          .filter(it -> it.whole() == null && !known.containsKey(it.ref()))
          .toList();
    }
  }
}
