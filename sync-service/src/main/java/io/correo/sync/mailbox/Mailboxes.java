package io.correo.sync.mailbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import io.correo.events.Address;
import io.correo.events.ConnectedMailbox.Progress;
import io.correo.events.ConnectedMailbox.State;
import io.correo.events.MailboxId;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import io.correo.service.paging.PageCursor;
import io.correo.sync.storage.Documents;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The connected mailboxes. Every change raises the revision and is announced on `mail.accounts`
/// before the call returns; a crash in between is made up for by [Announcements].
@Repository
public class Mailboxes {
  private static final List<String> LIVING =
      List.of(State.CONNECTED.name(), State.NEEDS_REAUTHORIZATION.name());

  private final MongoCollection<Document> mailboxes;
  private final Announcements announcements;
  private final Clock clock;

  Mailboxes(MongoDatabase database, Announcements announcements, Clock clock) {
    this.mailboxes = database.getCollection("mailboxes");
    this.announcements = announcements;
    this.clock = clock;
  }

  public @Nullable Mailbox find(MailboxId id) {
    return first(eq("_id", id.value()));
  }

  /// Those a user may use, not erased, in the order they were connected.
  public List<Mailbox> ofMember(TenantId tenant, UserId user) {
    return all(and(eq("tenant", tenant.value()), eq("members.user", user.value()))).stream()
        .filter(mailbox -> !mailbox.isErased())
        .sorted(java.util.Comparator.comparing(Mailbox::connectedAt))
        .toList();
  }

  /// Those not erased, the newest first.
  ///
  /// @param tenant null for all
  /// @param state null for all
  /// @param lane null for all
  /// @param after null for the beginning
  public List<Mailbox> page(
      @Nullable TenantId tenant,
      @Nullable State state,
      @Nullable String lane,
      @Nullable PageCursor after,
      int limit) {
    var filters = new ArrayList<Bson>();
    filters.add(in("state", state == null ? LIVING : List.of(state.name())));
    if (tenant != null) filters.add(eq("tenant", tenant.value()));
    if (lane != null) filters.add(eq("lane", lane));
    if (after != null) filters.add(lt("place", after.place()));
    var found = new ArrayList<Mailbox>();
    for (var stored : mailboxes.find(and(filters)).sort(Sorts.descending("place")).limit(limit)) {
      found.add(MailboxDocument.read(stored));
    }
    return found;
  }

  public long count(State state) {
    return mailboxes.countDocuments(eq("state", state.name()));
  }

  /// One address may be connected by several tenants.
  public List<Mailbox> ofAddress(String provider, String address) {
    return all(and(eq("addressKey", Address.of(address).key()), eq("provider", provider)));
  }

  /// The connections of one account, in any tenant.
  public List<Mailbox> ofAccount(String provider, String account) {
    return all(and(eq("provider", provider), eq("accountKey", account)));
  }

  public @Nullable Mailbox ofAccount(TenantId tenant, String provider, String account) {
    return first(
        and(eq("tenant", tenant.value()), eq("provider", provider), eq("accountKey", account)));
  }

  /// False when the tenant has this account already: somebody was faster.
  public boolean add(Mailbox mailbox) {
    try {
      mailboxes.insertOne(MailboxDocument.of(mailbox));
    } catch (RuntimeException failure) {
      if (Documents.isDuplicate(failure)) return false;
      throw failure;
    }
    announcements.announce(mailbox.id());
    return true;
  }

  /// The revision a new mailbox, or the next change of one, gets. It grows with the clock too, so
  /// that a store restored from an older copy does not repeat itself.
  public Revision nextRevision(Revision stored) {
    var now = Revision.of(clock.instant().getEpochSecond(), 0);
    return now.isAfter(stored) ? now : new Revision(stored.value() + 1);
  }

  /// False unless it was connected: one refusal is announced once.
  public boolean needReauthorization(MailboxId id, String problem) {
    return change(
            id,
            Mailbox::isConnected,
            combine(set("state", State.NEEDS_REAUTHORIZATION.name()), set("problem", problem)))
        != null;
  }

  public @Nullable Mailbox reauthorized(MailboxId id) {
    return change(
        id,
        mailbox -> !mailbox.isErased(),
        combine(set("state", State.CONNECTED.name()), set("problem", null)));
  }

  public @Nullable Mailbox sign(MailboxId id, @Nullable String signature) {
    return change(id, mailbox -> !mailbox.isErased(), set("signature", signature));
  }

  public @Nullable Mailbox show(MailboxId id, Visibility visibility) {
    return change(id, mailbox -> !mailbox.isErased(), set("visibility", visibility.name()));
  }

  public void progressed(MailboxId id, Progress progress) {
    change(
        id,
        mailbox -> !mailbox.isErased() && !progress.equals(mailbox.progress()),
        set("progress", MailboxDocument.progress(progress)));
  }

  /// How far those imports of a lane are that are under way or wait.
  ///
  /// @param tenant null for all
  List<Progress> importing(String lane, @Nullable TenantId tenant) {
    var filters = new ArrayList<Bson>();
    filters.add(eq("lane", lane));
    filters.add(eq("progress.state", "running"));
    filters.add(eq("state", State.CONNECTED.name()));
    if (tenant != null) filters.add(eq("tenant", tenant.value()));
    var found = new ArrayList<Progress>();
    for (var stored : mailboxes.find(and(filters)).projection(include("progress"))) {
      found.add(MailboxDocument.progress(stored.get("progress", Document.class)));
    }
    return found;
  }

  /// Labels mailboxes of a tenant with the lane it is in, each announced.
  ///
  /// @param most how many at a time
  /// @return how many had another label
  public int relabel(TenantId tenant, String lane, int most) {
    var changed = 0;
    for (var mailbox : all(eq("tenant", tenant.value()))) {
      if (changed == most) break;
      Predicate<Mailbox> elsewhere = it -> !it.isErased() && !it.lane().equals(lane);
      if (elsewhere.test(mailbox) && change(mailbox.id(), elsewhere, set("lane", lane)) != null) {
        changed++;
      }
    }
    return changed;
  }

  /// What the provider says the user may send as.
  public void identified(MailboxId id, List<Address> identities) {
    change(
        id,
        mailbox -> !mailbox.isErased() && !mailbox.identities().equals(identities),
        set("identities", MailboxDocument.identities(identities)));
  }

  /// Leaves a marker without personal data, for ever. The account may be connected again at once,
  /// under a new id.
  public @Nullable Mailbox erase(MailboxId id) {
    return change(
        id,
        mailbox -> !mailbox.isErased(),
        combine(
            set("state", State.ERASED.name()),
            set("accountKey", "erased/" + id.value()),
            set("addressKey", "erased/" + id.value()),
            set("identities", List.of()),
            set("signature", null),
            set("problem", null),
            set("progress", null)));
  }

  /// The last personal data of an erased mailbox, once the provider was told.
  public void forgetAccount(MailboxId id) {
    mailboxes.updateOne(
        and(eq("_id", id.value()), eq("state", State.ERASED.name())),
        combine(set("account", ""), set("address", "")));
  }

  private @Nullable Mailbox change(MailboxId id, Predicate<Mailbox> when, Bson update) {
    while (true) {
      var present = find(id);
      if (present == null || !when.test(present)) return null;
      var next = nextRevision(present.revision()).value();
      var changed =
          mailboxes.findOneAndUpdate(
              and(eq("_id", id.value()), eq("revision", present.revision().value())),
              combine(update, set("revision", next), set("unannounced", true)),
              new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
      // Null: somebody changed it in between, so the condition is asked again.
      if (changed != null) {
        announcements.announce(id);
        return MailboxDocument.read(changed);
      }
    }
  }

  private @Nullable Mailbox first(Bson filter) {
    var stored = mailboxes.find(filter).first();
    return stored == null ? null : MailboxDocument.read(stored);
  }

  private List<Mailbox> all(Bson filter) {
    var found = new ArrayList<Mailbox>();
    for (var stored : mailboxes.find(filter)) found.add(MailboxDocument.read(stored));
    return found;
  }
}
