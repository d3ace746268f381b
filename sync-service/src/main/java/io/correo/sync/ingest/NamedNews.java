package io.correo.sync.ingest;

import io.correo.provider.Change;
import io.correo.provider.MailProviders;
import io.correo.provider.ProviderException.Refused;
import io.correo.sync.grant.ProviderCalls;
import io.correo.sync.ledger.MailFacts;
import io.correo.sync.ledger.Reading;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Tells of the messages that notices name, before any cursor gets there.
@Component
class NamedNews {
  private static final Logger log = LoggerFactory.getLogger(NamedNews.class);

  private final MailProviders providers;
  private final ProviderCalls calls;
  private final MailFacts facts;
  private final Hints hints;
  private final IngestSettings settings;

  NamedNews(
      MailProviders providers,
      ProviderCalls calls,
      MailFacts facts,
      Hints hints,
      IngestSettings settings) {
    this.providers = providers;
    this.calls = calls;
    this.facts = facts;
    this.hints = hints;
    this.settings = settings;
  }

  /// @return false when the turn must end before all are read
  boolean read(Reading reading) {
    var lease = reading.lease();
    while (true) {
      var named = hints.some(lease.mailbox(), settings.importBatch());
      if (named.isEmpty()) return true;
      var most = named.size() * 2;
      if (!lease.hasRoomFor(2 * most)) return false;
      // Before the read: an older reading must never carry a newer revision.
      var revisions = lease.reserve(most);
      facts.tell(reading, revisions, changes(reading, named));
      // Dead before this they are read again. What was told anew meanwhile stays.
      hints.drop(named);
    }
  }

  private List<Change> changes(Reading reading, List<Hints.Hint> named) {
    var source = providers.get(reading.mailbox().provider()).source();
    var names = named.stream().map(Hints.Hint::name).toList();
    try {
      return calls.call(reading.mailbox(), reading.purpose(), grant -> source.hinted(grant, names));
    } catch (Refused refusal) {
      // It would be refused again, and the cursors tell of these messages too.
      log.warn("{} messages are not read by name: {}", names.size(), refusal.code());
      return List.of();
    }
  }
}
