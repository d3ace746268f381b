package io.correo.sync.ledger;

import io.correo.events.Folder;
import io.correo.events.FolderId;
import io.correo.events.MailFact;
import io.correo.events.MailFact.FolderUpserted;
import io.correo.events.MailFact.MailboxCaughtUp;
import io.correo.events.MailFact.MailboxErased;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MessageId;
import io.correo.events.Origin;
import io.correo.events.Topics;
import io.correo.provider.Change;
import io.correo.provider.MailProviders;
import io.correo.provider.MailSource.Listed;
import io.correo.service.messaging.Publisher;
import io.correo.sync.grant.ProviderCalls;
import io.correo.sync.ledger.Telling.Item;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.schedule.Lease;
import io.correo.sync.schedule.LeaseLost;
import io.correo.sync.schedule.Revisions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Tells what was read: as facts on a topic, then in the ledger. The one place facts come from.
///
/// The order makes a crash harmless. What will be told is named first, then facts are published and
/// acknowledged, the ledger is written next, the caller saves its cursor last:
///
/// - dead before the ledger: nobody knows how much was published, and what was may be other than
///   what the ledger has. The page is read again; whatever it does not tell anew (a star that was
///   taken back meanwhile, a message deleted since) is among the named, and is looked at and told
///   again by [#finish]. A message that entered the trash is still outside it in the ledger, so
///   `restoreTo` comes out the same; a removed one is still there, so its removal is told again.
/// - dead before the cursor: the page is read again and found to say what the ledger has. States
///   that agree are dropped; `restoreTo` is kept because the ledger has the message in the trash; a
///   removal finds no entry and is dropped, as is the removal of a draft's old name.
///
/// The other order would lose: a ledger that knows more than was published hides the difference
/// for ever. A holder whose lease is lost names nothing any more, so it publishes nothing; what it
/// had named already is told again by whoever took over, with newer revisions.
@Component
public class MailFacts {
  private static final Logger log = LoggerFactory.getLogger(MailFacts.class);
  private static final int REPLAY_PAGE = 200;

  // Gmail allows 10,000 labels; half of them may go and come between two readings.
  private static final int MOST_FOLDERS = 20_000;

  private final Ledger ledger;
  private final Folders folders;
  private final Telling telling;
  private final ProviderCalls calls;
  private final MailProviders providers;
  private final ProviderMessages messages;
  private final NewFolders newFolders;
  private final Publisher publisher;
  private final MeterRegistry meters;

  MailFacts(
      Ledger ledger,
      Folders folders,
      Telling telling,
      ProviderCalls calls,
      MailProviders providers,
      ProviderMessages messages,
      NewFolders newFolders,
      Publisher publisher,
      MeterRegistry meters) {
    this.ledger = ledger;
    this.folders = folders;
    this.telling = telling;
    this.calls = calls;
    this.providers = providers;
    this.messages = messages;
    this.newFolders = newFolders;
    this.publisher = publisher;
    this.meters = meters;
  }

  /// Tells what differs from what was told before, and waits until it is safe.
  ///
  /// @param revisions set aside before these changes were read; used up by this
  /// @return how many facts were told of messages
  public int tell(Reading reading, Revisions revisions, List<Change> changes) {
    if (changes.isEmpty()) {
      revisions.giveBack();
      return 0;
    }
    var resolution = new Resolution(reading, ledger, folders.of(reading.mailbox()), revisions);
    resolution.resolve(changes);
    revisions.giveBack();
    var unknown = List.copyOf(new LinkedHashSet<>(resolution.unknown()));
    if (!unknown.isEmpty()) {
      var later = reading.lease().reserve(unknown.size());
      resolution.resolve(later, messages.whole(reading, unknown));
    }
    if (resolution.meetsUnknownFolder()) tellFolders(reading);
    return publish(reading, resolution.facts());
  }

  /// Fetches messages whole and tells of them.
  public int tellWhole(Reading reading, List<Listed> wanted) {
    if (wanted.isEmpty()) return 0;
    var revisions = reading.lease().reserve(wanted.size());
    var whole = messages.whole(reading, wanted);
    return tell(reading, revisions, whole.stream().filter(it -> !reading.leavesOut(it)).toList());
  }

  /// Reads the folders and tells what differs. Folders come before the messages in them.
  public int tellFolders(Reading reading) {
    var revisions = reading.lease().reserve(MOST_FOLDERS);
    var known = folders.of(reading.mailbox());
    var present = present(reading, known);
    var live = Reading.live(reading.lease(), reading.mailbox());
    var resolution = new Resolution(live, ledger, known, revisions);
    present.forEach(resolution::folder);
    resolution.foldersOtherThan(present.stream().map(Folder::id).collect(Collectors.toSet()));
    return publish(live, resolution.facts());
  }

  private List<Folder> present(Reading reading, Map<FolderId, Folders.Told> known) {
    var source = providers.get(reading.mailbox().provider()).source();
    var present = calls.call(reading.mailbox(), reading.purpose(), source::folders);
    // Before they are told: dead after that, nobody would take them for new again.
    if (!present.stream().allMatch(it -> known.containsKey(it.id()))) {
      newFolders.appeared(reading.lease());
    }
    return present;
  }

  /// To be asked first in a turn: what those before it were telling and did not come to the end of.
  public Unfinished takeOver(Lease lease) {
    return new Unfinished(telling.takeOver(lease));
  }

  /// Tells again what was left half told. Last in the turn: by then most of it is told anew.
  ///
  /// @param named reads the news once more; false while more is to come that may tell new names
  /// @return false when the next turn is to look again
  public boolean finish(Lease lease, Mailbox mailbox, Unfinished left, BooleanSupplier named) {
    if (left.isEmpty()) return true;
    var readings = List.of(Reading.live(lease, mailbox), Reading.repaired(lease, mailbox));
    var gone = new ArrayList<Item.Message>();
    for (var reading : readings) gone.addAll(tellAgain(reading, left));
    // A name that is gone may be that of a draft that has another.
    if (!gone.isEmpty() && !named.getAsBoolean()) return false;
    for (var reading : readings) tellGone(reading, left, gone);
    if (!left.folders().isEmpty()) finishFolders(lease, mailbox, left);
    telling.settled(lease);
    return true;
  }

  /// @return those whose name is gone
  private Collection<Item.Message> tellAgain(Reading reading, Unfinished left) {
    var known = ledger.byId(reading.mailbox(), left.ids());
    var open = left.open(known, reading.isLive());
    if (open.isEmpty()) return open;
    var asked = new HashMap<String, Item.Message>();
    for (var message : open) {
      var entry = known.get(message.id());
      asked.put(entry == null ? Objects.requireNonNull(message.ref()) : entry.ref(), message);
    }
    var revisions = reading.lease().reserve(open.size());
    var wanted = asked.keySet().stream().map(ref -> new Listed(ref, "", null)).toList();
    var resolution = new Resolution(reading, ledger, folders.of(reading.mailbox()), revisions);
    for (var read : messages.whole(reading, wanted)) {
      if (!(read instanceof Change.Upserted whole)) continue;
      var message = Objects.requireNonNull(asked.remove(whole.ref()));
      resolution.again(message.id(), whole, known.get(message.id()));
    }
    if (resolution.meetsUnknownFolder()) tellFolders(reading);
    publish(reading, resolution.facts());
    return asked.values();
  }

  private void tellGone(Reading reading, Unfinished left, List<Item.Message> gone) {
    if (gone.isEmpty()) return;
    var open = left.open(ledger.byId(reading.mailbox(), left.ids()), reading.isLive());
    var revisions = reading.lease().reserve(gone.size());
    var resolution = new Resolution(reading, ledger, folders.of(reading.mailbox()), revisions);
    gone.stream().filter(open::contains).forEach(it -> resolution.goneAgain(it.id()));
    publish(reading, resolution.facts());
  }

  private void finishFolders(Lease lease, Mailbox mailbox, Unfinished left) {
    var reading = Reading.live(lease, mailbox);
    var revisions = lease.reserve(MOST_FOLDERS);
    var known = folders.of(mailbox);
    var present = present(reading, known);
    var resolution = new Resolution(reading, ledger, known, revisions);
    resolution.foldersAgain(left.folders(), present);
    publish(reading, resolution.facts());
  }

  /// Nothing is being told of this mailbox any more.
  public void forget(Mailbox mailbox) {
    telling.erase(mailbox.id());
  }

  /// Every change up to a reading that began at `asOf` has been told.
  public void caughtUp(Reading reading, Instant asOf) {
    var mailbox = reading.mailbox();
    var fact =
        new MailboxCaughtUp(
            mailbox.tenant(), mailbox.id(), reading.lease().reserve(1).next(), asOf);
    publisher.send(Topics.CHANGES, mailbox.id().value(), fact).join();
  }

  /// Drop everything of this mailbox and never take it back.
  public void erased(Lease lease, Mailbox mailbox) {
    var fact = new MailboxErased(mailbox.tenant(), mailbox.id(), lease.reserve(1).next());
    publisher.send(Topics.CHANGES, mailbox.id().value(), fact).join();
  }

  /// Tells a page of the ledger again, with the revisions of then, so that it corrects nothing that
  /// is right. Folders come with the first page.
  ///
  /// @param after where the page before ended; null for the first
  /// @return where this page ended; null when it was the last
  public @Nullable MessageId replay(Lease lease, Mailbox mailbox, @Nullable MessageId after) {
    lease.check();
    var facts = new ArrayList<MailFact>();
    if (after == null) {
      for (var told : folders.of(mailbox).values()) {
        facts.add(
            new FolderUpserted(mailbox.tenant(), mailbox.id(), told.revision(), told.folder()));
      }
    }
    var page = ledger.fullPage(mailbox, after, REPLAY_PAGE);
    for (var kept : page) replay(kept, facts);
    publisher.sendAll(Topics.BACKFILL, mailbox.id().value(), facts).join();
    return page.size() < REPLAY_PAGE ? null : page.getLast().entry().message();
  }

  private static void replay(Ledger.Kept kept, List<MailFact> facts) {
    var fact = kept.fact();
    facts.add(
        new MessageUpserted(
            fact.tenant(),
            fact.mailbox(),
            fact.revision(),
            Origin.REPLAY,
            fact.message(),
            fact.ref(),
            fact.thread(),
            fact.threadRef(),
            fact.content(),
            fact.state()));
    if (kept.stateTold().isAfter(fact.revision())) {
      facts.add(
          new MessageStateChanged(
              fact.tenant(),
              fact.mailbox(),
              kept.stateTold(),
              fact.message(),
              kept.entry().state()));
    }
  }

  private int publish(Reading reading, List<MailFact> facts) {
    if (facts.isEmpty()) return 0;
    log.debug("{}: {} facts on {}", reading.mailbox().id(), facts.size(), reading.topic());
    reading.lease().check();
    telling.begin(reading, facts);
    publisher.sendAll(reading.topic(), reading.mailbox().id().value(), facts).join();
    folders.keep(facts);
    ledger.keep(facts);
    if (!telling.end(reading)) {
      ledger.withdraw(facts);
      throw new LeaseLost(reading.mailbox().id());
    }
    meters.counter("correo.facts", "topic", reading.topic()).increment(facts.size());
    return facts.size();
  }
}
