package io.correo.sync.ingest;

import io.correo.provider.MailProviders;
import io.correo.provider.ProviderException;
import io.correo.provider.ProviderException.ReconnectRequired;
import io.correo.sync.census.Censuses;
import io.correo.sync.grant.Grants;
import io.correo.sync.ledger.Folders;
import io.correo.sync.ledger.Ledger;
import io.correo.sync.ledger.MailFacts;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.schedule.Lease;
import io.correo.sync.schedule.Turn.Next;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The last turn of a mailbox. Done under its lease, so nobody is reading it meanwhile, and
/// repeated from the start after a crash: everything in it is safe to repeat.
@Component
class Farewell {
  private static final Logger log = LoggerFactory.getLogger(Farewell.class);
  private static final int TRIES = 5;

  private final MailFacts facts;
  private final Ledger ledger;
  private final Folders folders;
  private final Cursors cursors;
  private final Hints hints;
  private final Positions positions;
  private final Censuses censuses;
  private final Grants grants;
  private final Mailboxes mailboxes;
  private final MailProviders providers;

  Farewell(
      MailFacts facts,
      Ledger ledger,
      Folders folders,
      Cursors cursors,
      Hints hints,
      Positions positions,
      Censuses censuses,
      Grants grants,
      Mailboxes mailboxes,
      MailProviders providers) {
    this.facts = facts;
    this.ledger = ledger;
    this.folders = folders;
    this.cursors = cursors;
    this.hints = hints;
    this.positions = positions;
    this.censuses = censuses;
    this.grants = grants;
    this.mailboxes = mailboxes;
    this.providers = providers;
  }

  Next take(Lease lease, Mailbox mailbox) {
    facts.erased(lease, mailbox);
    ledger.erase(mailbox);
    facts.forget(mailbox);
    folders.erase(mailbox);
    cursors.erase(mailbox.id());
    hints.erase(mailbox.id());
    censuses.erase(mailbox.id());
    try {
      leave(mailbox, positions.of(mailbox.id()).watch().id());
    } catch (ReconnectRequired alreadyGone) {
      log.info("{} had no consent left to give back", mailbox.id());
    } catch (ProviderException failure) {
      if (lease.failures() < TRIES) return new Next.Failed(String.valueOf(failure.getMessage()));
      log.warn("{} could not give its consent back: {}", mailbox.id(), failure.getMessage());
    }
    // Last of what we know: the name of the watch is in it.
    positions.erase(mailbox.id());
    grants.forget(mailbox);
    mailboxes.forgetAccount(mailbox.id());
    return new Next.Gone();
  }

  /// A watch with a name of its own is this connection's alone. One without, and the consent, are
  /// the whole account's: they stay while it is connected again, here or in another tenant.
  private void leave(Mailbox mailbox, @Nullable String watch) {
    var refreshToken = grants.refreshToken(mailbox);
    if (refreshToken == null) return;
    var last = mailboxes.ofAccount(mailbox.provider(), mailbox.account()).isEmpty();
    var provider = providers.get(mailbox.provider());
    if (watch != null || last) {
      provider.source().unwatch(grants.leaseForFarewell(mailbox), watch);
    }
    if (last) provider.consent().revoke(refreshToken);
  }
}
