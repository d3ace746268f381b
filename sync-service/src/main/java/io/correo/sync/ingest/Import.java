package io.correo.sync.ingest;

import io.correo.events.ConnectedMailbox.Progress;
import io.correo.provider.MailProviders;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.MailSource.Listing;
import io.correo.provider.ProviderException.CursorExpired;
import io.correo.provider.ProviderException.Gone;
import io.correo.sync.census.Censuses;
import io.correo.sync.grant.ProviderCalls;
import io.correo.sync.grant.Purpose;
import io.correo.sync.ledger.MailFacts;
import io.correo.sync.ledger.Reading;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.schedule.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Tells what was in a mailbox before it was connected, newest first, a slice at a time. What the
/// ledger has is skipped, so an import that was stopped anywhere goes on where it was.
@Component
@EnableConfigurationProperties(IngestSettings.class)
class Import {
  private static final Logger log = LoggerFactory.getLogger(Import.class);

  /// More facts than any page of an import leads to.
  private static final int PAGE = 4096;

  /// Conversations that somebody sees at once, and how many are read before they are shown.
  private static final int SCREEN = 50;
  private static final int SHOWN = 5;

  private final MailProviders providers;
  private final ProviderCalls calls;
  private final WholePages wholePages;
  private final MailFacts facts;
  private final News news;
  private final Positions positions;
  private final Mailboxes mailboxes;
  private final Censuses censuses;
  private final IngestSettings settings;
  private final Clock clock;

  Import(
      MailProviders providers,
      ProviderCalls calls,
      WholePages wholePages,
      MailFacts facts,
      News news,
      Positions positions,
      Mailboxes mailboxes,
      Censuses censuses,
      IngestSettings settings,
      Clock clock) {
    this.providers = providers;
    this.calls = calls;
    this.wholePages = wholePages;
    this.facts = facts;
    this.news = news;
    this.positions = positions;
    this.mailboxes = mailboxes;
    this.censuses = censuses;
    this.settings = settings;
    this.clock = clock;
  }

  /// Works for one slice, or until all is told.
  void slice(Lease lease, Mailbox mailbox) {
    var position = positions.of(mailbox.id());
    var slice = new Slice(lease, mailbox, position.done(), position.total(), startedAt(position));
    var token = position.pageToken();
    do {
      token = slice.page(token);
    } while (token != null && slice.hasTime() && lease.hasRoomFor(1 << 16));
  }

  private Instant startedAt(Position position) {
    return Objects.requireNonNullElse(position.startedAt(), clock.instant());
  }

  private final class Slice {
    private final Reading reading;
    private final Mailbox mailbox;
    private final Instant startedAt;
    private long end = System.nanoTime() + settings.importSlice().toNanos();
    private long done;
    private long total;
    private long announcedAt = System.nanoTime() - settings.progressEvery().toNanos();

    Slice(Lease lease, Mailbox mailbox, long done, long total, Instant startedAt) {
      this.reading = Reading.imported(lease, mailbox, startedAt);
      this.mailbox = mailbox;
      this.done = done;
      this.total = total;
      this.startedAt = startedAt;
    }

    boolean hasTime() {
      return System.nanoTime() < end;
    }

    /// @return the token of the next page; null when the import is done or time is up
    @Nullable String page(@Nullable String token) {
      // Before the read: an older reading must never carry a newer revision.
      var revisions = reading.lease().reserve(PAGE);
      var page = list(token);
      if (page == null) return null;
      total = Math.max(total, page.estimate());
      var told = done;
      var unread = wholePages.tell(reading, page, revisions);
      // What an earlier slice told of this page counts, so progress never goes back.
      done += page.messages().size() - unread.size();
      var batches = batches(unread, told == 0);
      for (var batch : batches) {
        // One at least, however long the listing took: every slice gets further.
        if (batch != batches.getFirst() && !hasTime()) return null;
        facts.tellWhole(reading, batch);
        done += batch.size();
        announce("running", false);
      }
      done = told + page.messages().size();
      total = Math.max(total, done);
      var reached = page.reached();
      if (reached != null && !news.handOver(reading.lease(), mailbox, reached)) return null;
      announce("running", false);
      var next = page.nextPageToken();
      if (next == null) finish();
      else positions.importAt(reading.lease(), next, done, total);
      return next;
    }

    /// Null when the provider does not know the page any more: the import begins anew, and skips
    /// what the ledger has.
    private @Nullable Listing list(@Nullable String token) {
      var source = providers.get(mailbox.provider()).source();
      try {
        return calls.call(mailbox, Purpose.IMPORT, grant -> source.importPage(grant, token));
      } catch (CursorExpired | Gone dead) {
        if (token == null) throw dead;
        log.info("The import of {} begins anew: {}", mailbox.id(), dead.getMessage());
        positions.importAnew(reading.lease());
        return null;
      }
    }

    private void finish() {
      total = done;
      // Last what ends the import: dead before it, the last page is listed and announced again.
      announce("done", true);
      censuses.wantNames(mailbox.id());
      positions.imported(reading.lease(), done);
    }

    private void announce(String state, boolean now) {
      var since = System.nanoTime() - announcedAt;
      if (!now && since < settings.progressEvery().toNanos()) return;
      announcedAt = System.nanoTime();
      if (!now && positions.of(mailbox.id()).paused()) {
        // Whoever paused it has announced that.
        end = System.nanoTime();
        return;
      }
      mailboxes.progressed(mailbox.id(), new Progress(state, done, total, eta()));
    }

    private @Nullable Instant eta() {
      if (done == 0 || done >= total) return null;
      var now = clock.instant();
      var perMessage = Duration.between(startedAt, now).toMillis() / Math.max(1.0, done);
      return now.plusMillis((long) (perMessage * (total - done)));
    }
  }

  /// Whole conversations stay together, because a provider reads them cheaper; newest first. An
  /// import begins with the newest message of each of the first: that is what somebody looks at.
  private List<List<Listed>> batches(List<Listed> messages, boolean first) {
    var threads = new LinkedHashMap<String, List<Listed>>();
    for (var message : messages) {
      threads.computeIfAbsent(message.threadRef(), _ -> new ArrayList<>()).add(message);
    }
    var batches = new ArrayList<List<Listed>>();
    if (first) {
      var screen = threads.values().stream().limit(SCREEN).map(List::removeFirst);
      batches.addAll(batches(screen.map(List::of).toList(), SHOWN));
    }
    batches.addAll(batches(threads.values(), settings.importBatch()));
    return batches;
  }

  private static List<List<Listed>> batches(Collection<List<Listed>> threads, int size) {
    var batches = new ArrayList<List<Listed>>();
    var batch = new ArrayList<Listed>();
    for (var thread : threads) {
      batch.addAll(thread);
      if (batch.size() >= size) {
        batches.add(List.copyOf(batch));
        batch.clear();
      }
    }
    if (!batch.isEmpty()) batches.add(List.copyOf(batch));
    return batches;
  }
}
