package io.correo.sync.schedule;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.sync.storage.Documents;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// When each mailbox is due and who holds it.
@Repository
public class Schedule {
  /// Far enough to mean never, and still a date every tool can print.
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private static final int COUNTED = 10_000;
  private static final int LONGEST_WHY = 500;

  private final MongoCollection<Document> schedule;
  private final Alarm alarm;
  private final Clock clock;
  private final Timer toldAfter;

  Schedule(MongoDatabase database, Alarm alarm, Clock clock, MeterRegistry meters) {
    this.schedule = database.getCollection("schedule");
    this.alarm = alarm;
    this.clock = clock;
    this.toldAfter =
        Timer.builder("correo.notice.to.fact")
            .description("from the first notice of a mailbox until its news are published")
            .publishPercentileHistogram()
            .register(meters);
  }

  /// Puts a mailbox on the schedule, due at once. Adding it again only makes it due.
  public void add(MailboxId mailbox, TenantId tenant, String lane) {
    schedule.updateOne(
        eq("_id", mailbox.value()),
        combine(
            setOnInsert("tenant", tenant.value()),
            setOnInsert("lane", lane),
            setOnInsert("epoch", 0L),
            inc("beat", 0L),
            wanting()),
        new UpdateOptions().upsert(true));
    alarm.ring(mailbox);
  }

  /// Somebody says that the mailbox may have changed: it is due at once, and if it is being worked
  /// on, once more after that.
  ///
  /// A counter and not the notice's time: the clocks of two instances may be hours apart, and a
  /// time from the faster one would hide every later notice. Told twice, it costs an empty turn.
  public void want(MailboxId mailbox) {
    schedule.updateOne(eq("_id", mailbox.value()), wanting());
    alarm.ring(mailbox);
  }

  private Bson wanting() {
    var now = clock.instant();
    return combine(
        inc("wanted", 1L), min("wantedSince", now), set("dueAt", now), set("bulk", false));
  }

  /// Puts every mailbox of a tenant into this lane: one update. Turns under way go on where they
  /// are, because a lane only says who may begin one.
  public void relabel(TenantId tenant, String lane) {
    schedule.updateMany(eq("tenant", tenant.value()), set("lane", lane));
    alarm.ring();
  }

  /// What waits for a worker in a lane.
  ///
  /// @param tenant whose mailboxes are counted; null for everybody's
  /// @param bulk imports and comparisons; else news
  public Backlog backlog(String lane, @Nullable TenantId tenant, boolean bulk) {
    var filters = new ArrayList<Bson>();
    filters.add(eq("lane", lane));
    filters.add(eq("bulk", bulk));
    filters.add(lte("dueAt", clock.instant()));
    if (tenant != null) filters.add(eq("tenant", tenant.value()));
    var due = schedule.countDocuments(and(filters), new CountOptions().limit(COUNTED));
    var oldest = schedule.find(and(filters)).sort(Sorts.ascending("dueAt")).first();
    return new Backlog(due, oldest == null ? null : Documents.instant(oldest, "dueAt"));
  }

  /// Due mailboxes of these lanes, the longest waiting first.
  ///
  /// @param without tenants that are not asked for
  List<Due> due(Collection<String> lanes, boolean bulk, Collection<String> without, int limit) {
    var filters = new ArrayList<Bson>();
    filters.add(in("lane", lanes));
    filters.add(eq("bulk", bulk));
    filters.add(lte("dueAt", clock.instant()));
    if (!without.isEmpty()) filters.add(nin("tenant", without));
    var found = new ArrayList<Due>();
    for (var stored : schedule.find(and(filters)).sort(Sorts.ascending("dueAt")).limit(limit)) {
      found.add(read(stored));
    }
    return found;
  }

  /// Takes the mailbox if it is still as it was seen. Until the lease may be judged dead the
  /// mailbox is out of the others' sight. A turn whose holder is taken for dead has failed.
  @Nullable Lease claim(Due due, String holder, Instant hiddenUntil) {
    var epoch = Math.max(due.epoch() + 1, clock.instant().getEpochSecond());
    var taken =
        schedule.updateOne(
            and(
                eq("_id", due.mailbox().value()),
                eq("epoch", due.epoch()),
                eq("holder", due.holder()),
                eq("beat", due.beat()),
                eq("wanted", due.wanted())),
            combine(
                set("holder", holder),
                set("epoch", epoch),
                inc("beat", 1L),
                inc("failures", due.holder() == null ? 0 : 1),
                set("dueAt", hiddenUntil)));
    return taken.getModifiedCount() == 1 ? new Lease(due, epoch) : null;
  }

  enum Beat {
    HELD,
    WANTED,
    LOST
  }

  /// Shows that the holder lives, and learns whether others want the mailbox.
  Beat beat(Lease lease, Instant hiddenUntil) {
    var stored =
        schedule.findOneAndUpdate(held(lease), combine(inc("beat", 1L), set("dueAt", hiddenUntil)));
    if (stored == null) return Beat.LOST;
    return Documents.number(stored, "wanted") == lease.wanted() ? Beat.HELD : Beat.WANTED;
  }

  /// Whether somebody wanted the mailbox since this turn began, or since this was last asked. Who
  /// gets a yes reads the news and then says [#served].
  public boolean isWanted(Lease lease) {
    var stored = schedule.find(held(lease)).first();
    if (stored == null) throw new LeaseLost(lease.mailbox());
    var wanted = Documents.number(stored, "wanted");
    if (wanted == lease.wanted()) return false;
    lease.serve(wanted);
    return true;
  }

  /// The news are read; nobody waits any more, unless for newer ones.
  public void served(Lease lease) {
    told(
        schedule.findOneAndUpdate(
            and(held(lease), eq("wanted", lease.wanted())), unset("wantedSince")));
  }

  private void told(@Nullable Document before) {
    var since = before == null ? null : Documents.instantOrNull(before, "wantedSince");
    if (since == null) return;
    var took = Duration.between(since, clock.instant());
    toldAfter.record(took.isNegative() ? Duration.ZERO : took);
  }

  /// Ends a turn that went well. When somebody wanted the mailbox meanwhile it stays due.
  void release(Lease lease, Instant dueAt, boolean bulk) {
    var served =
        schedule.findOneAndUpdate(
            and(held(lease), eq("wanted", lease.wanted())),
            combine(
                set("holder", null),
                set("dueAt", dueAt),
                set("bulk", bulk),
                set("failures", 0),
                unset("problem"),
                unset("wantedSince")));
    told(served);
    if (served != null) return;
    schedule.updateOne(
        held(lease),
        combine(set("holder", null), set("dueAt", clock.instant()), set("bulk", false)));
  }

  void releaseForGood(Lease lease) {
    release(lease, NEVER, false);
  }

  /// Ends a turn that did not finish: what was wanted is still wanted.
  void postpone(Lease lease, Instant dueAt) {
    schedule.updateOne(held(lease), combine(set("holder", null), set("dueAt", dueAt)));
  }

  /// Ends a turn that failed.
  ///
  /// @param why for people
  void fail(Lease lease, Instant dueAt, String why) {
    var problem =
        new Document("at", clock.instant())
            .append("why", why.length() > LONGEST_WHY ? why.substring(0, LONGEST_WHY) : why);
    schedule.updateOne(
        held(lease),
        combine(
            set("holder", null), set("dueAt", dueAt), inc("failures", 1), set("problem", problem)));
  }

  void remove(Lease lease) {
    schedule.deleteOne(held(lease));
  }

  /// How the mailbox stands in the schedule.
  public Standing standing(MailboxId mailbox) {
    var stored = schedule.find(eq("_id", mailbox.value())).first();
    if (stored == null) return new Standing(null, 0, null);
    var problem = Documents.documentOrNull(stored, "problem");
    return new Standing(
        Documents.instantOrNull(stored, "wantedSince"),
        (int) Documents.number(stored, "failures"),
        problem == null
            ? null
            : new Standing.Problem(
                Documents.instant(problem, "at"), Documents.text(problem, "why")));
  }

  private static Bson held(Lease lease) {
    return and(eq("_id", lease.mailbox().value()), eq("epoch", lease.epoch()));
  }

  private static Due read(Document stored) {
    return new Due(
        new MailboxId(Documents.text(stored, "_id")),
        new TenantId(Documents.text(stored, "tenant")),
        Documents.flag(stored, "bulk"),
        Documents.instant(stored, "dueAt"),
        Documents.number(stored, "epoch"),
        Documents.textOrNull(stored, "holder"),
        Documents.number(stored, "beat"),
        Documents.number(stored, "wanted"),
        (int) Documents.number(stored, "failures"));
  }
}
