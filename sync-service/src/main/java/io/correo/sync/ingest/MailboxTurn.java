package io.correo.sync.ingest;

import io.correo.events.ConnectedMailbox.Progress;
import io.correo.events.MessageId;
import io.correo.provider.MailProviders;
import io.correo.provider.ProviderException;
import io.correo.provider.ProviderException.CursorExpired;
import io.correo.provider.ProviderException.GrantExpired;
import io.correo.provider.ProviderException.ReconnectRequired;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.sync.census.Censuses;
import io.correo.sync.census.Comparison;
import io.correo.sync.grant.ProviderCalls;
import io.correo.sync.grant.Purpose;
import io.correo.sync.ledger.MailFacts;
import io.correo.sync.ledger.Reading;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.schedule.Lease;
import io.correo.sync.schedule.Schedule;
import io.correo.sync.schedule.Turn;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// One turn of a mailbox: first the news, then, when the turn is for long work, a piece of it.
@Component
class MailboxTurn implements Turn {
  private final Mailboxes mailboxes;
  private final MailProviders providers;
  private final ProviderCalls calls;
  private final Schedule schedule;
  private final Positions positions;
  private final News news;
  private final Parts parts;
  private final Gaps gaps;
  private final Watches watches;
  private final Import imports;
  private final MailFacts facts;
  private final Comparison comparison;
  private final Censuses censuses;
  private final Farewell farewell;
  private final IngestSettings settings;
  private final Clock clock;

  MailboxTurn(
      Mailboxes mailboxes,
      MailProviders providers,
      ProviderCalls calls,
      Schedule schedule,
      Positions positions,
      News news,
      Parts parts,
      Gaps gaps,
      Watches watches,
      Import imports,
      MailFacts facts,
      Comparison comparison,
      Censuses censuses,
      Farewell farewell,
      IngestSettings settings,
      Clock clock) {
    this.mailboxes = mailboxes;
    this.providers = providers;
    this.calls = calls;
    this.schedule = schedule;
    this.positions = positions;
    this.news = news;
    this.parts = parts;
    this.gaps = gaps;
    this.watches = watches;
    this.imports = imports;
    this.facts = facts;
    this.comparison = comparison;
    this.censuses = censuses;
    this.farewell = farewell;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Next take(Lease lease) {
    var mailbox = mailboxes.find(lease.mailbox());
    if (mailbox == null) return new Next.Gone();
    if (mailbox.isErased()) return farewell.take(lease, mailbox);
    if (!mailbox.isConnected()) return new Next.Never();
    try {
      var unfinished = facts.takeOver(lease);
      var next = work(lease, mailbox);
      return facts.finish(lease, mailbox, unfinished, () -> knowsAllNames(lease, mailbox))
          ? next
          : new Next.More();
    } catch (ProviderException failure) {
      return switch (failure) {
        case Throttled wait -> new Next.After(wait.retryAfter());
        case ReconnectRequired _ -> new Next.Never();
        case Unavailable _, Refused _, GrantExpired _, CursorExpired _, ProviderException.Gone _ ->
            new Next.Failed(failure.getClass().getSimpleName() + ": " + failure.getMessage());
      };
    }
  }

  /// Whether what has another name by now was told by it: by the news, or after a gap by an import
  /// that lists everything again, once it is through.
  private boolean knowsAllNames(Lease lease, Mailbox mailbox) {
    return news.readAll(lease, mailbox) instanceof Heard.Everything
        && longWork(lease, mailbox, positions.of(mailbox.id())) == null;
  }

  private Next work(Lease lease, Mailbox mailbox) {
    var position = positions.of(mailbox.id());
    // Watched first: what happens after that is told to us, what happened before is found.
    watches.renewIfDue(lease, mailbox, position);
    if (!position.prepared()) prepare(lease, mailbox);
    var heard = news.read(lease, mailbox);
    if (heard instanceof Heard.Gap gap) {
      if (!lease.bulk()) return new Next.More();
      gaps.close(lease, mailbox, position, gap.parts());
      heard = news.readAll(lease, mailbox);
    }
    return switch (heard) {
      case Heard.SomeOfIt _ -> new Next.At(clock.instant());
      case Heard.Gap _ -> new Next.More();
      case Heard.Named(var again) -> afterNews(lease, mailbox, again);
      case Heard.Everything _ -> afterNews(lease, mailbox, null);
    };
  }

  /// @param again when the parts are to be read; null when they just were
  private Next afterNews(Lease lease, Mailbox mailbox, @Nullable Instant again) {
    var position = positions.of(mailbox.id());
    if (isDue(position.foldersDueAt())) {
      facts.tellFolders(Reading.live(lease, mailbox));
      var appeared = parts.follow(lease, mailbox);
      // Dead before this, they are looked at again: one that is told is followed.
      positions.readFoldersAt(lease, clock.instant().plus(settings.foldersEvery()));
      if (appeared) news.readAll(lease, mailbox);
    }
    var work = longWork(lease, mailbox, position);
    if (work == null) return new Next.At(earlier(nextDueAt(mailbox), again));
    if (!lease.bulk()) return new Next.More();
    var listening = new Listening(again);
    Beside.news(lease, work, () -> listening.read(lease, mailbox));
    return longWork(lease, mailbox, positions.of(mailbox.id())) == null
        ? new Next.At(earlier(nextDueAt(mailbox), listening.again))
        : new Next.More();
  }

  /// Takes the cursors before anything is listed: from here on nothing is missed.
  private void prepare(Lease lease, Mailbox mailbox) {
    var source = providers.get(mailbox.provider()).source();
    var profile = calls.call(mailbox, Purpose.SYNC, source::profile);
    mailboxes.identified(mailbox.id(), profile.identities());
    // Told first: a folder that appears in between is followed, and told when something is in it.
    facts.tellFolders(Reading.live(lease, mailbox));
    parts.begin(lease, mailbox);
    positions.readFoldersAt(lease, clock.instant().plus(settings.foldersEvery()));
    positions.prepared(lease, profile.messages(), clock.instant());
    mailboxes.progressed(mailbox.id(), new Progress("running", 0, profile.messages(), null));
  }

  /// What is heard while long work goes on. Used by one thread.
  private final class Listening {
    private @Nullable Instant again;

    Listening(@Nullable Instant again) {
      this.again = again;
    }

    void read(Lease lease, Mailbox mailbox) {
      if (!schedule.isWanted(lease) && !isDue(again)) return;
      var present = mailboxes.find(mailbox.id());
      // Erased or refused meanwhile: the next turn sees to that.
      if (present == null || !present.isConnected()) throw new Unavailable("disconnected", null);
      var heard = news.read(lease, mailbox);
      again = heard instanceof Heard.Named(var at) ? at : null;
      schedule.served(lease);
    }
  }

  /// The next piece of long work; null when there is none.
  private @Nullable Runnable longWork(Lease lease, Mailbox mailbox, Position position) {
    if (position.replaying()) return () -> replay(lease, mailbox, position.replayAfter());
    if (position.importing()) return () -> imports.slice(lease, mailbox);
    if (position.imported() && isDue(censuses.dueAt(mailbox.id()))) {
      var states = !censuses.namesOnly(mailbox.id());
      return () -> comparison.run(lease, mailbox, states, () -> news.readAll(lease, mailbox));
    }
    return null;
  }

  private void replay(Lease lease, Mailbox mailbox, @Nullable String after) {
    var ended = facts.replay(lease, mailbox, after == null ? null : new MessageId(after));
    positions.replayed(lease, ended);
  }

  private Instant nextDueAt(Mailbox mailbox) {
    var poll = settings.pollEvery().toMillis();
    var jitter = ThreadLocalRandom.current().nextLong(poll / 5 + 1);
    var dueAt = clock.instant().plusMillis(poll - poll / 10 + jitter);
    var position = positions.of(mailbox.id());
    dueAt = earlier(dueAt, position.watch().dueAt());
    return position.imported() ? earlier(dueAt, censuses.dueAt(mailbox.id())) : dueAt;
  }

  private static Instant earlier(Instant one, @Nullable Instant other) {
    return other != null && other.isBefore(one) ? other : one;
  }

  private boolean isDue(@Nullable Instant dueAt) {
    return dueAt != null && !dueAt.isAfter(clock.instant());
  }
}
