package io.correo.mailbox.thread;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.Visibility;
import io.correo.mailbox.store.Collections;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// What owners chose for a conversation alone. It stands in the conversation's row, marked untold
/// until others have heard of it.
@Repository
public class OwnVisibility {
  private static final String SEQUENCE = "visibilitySequence";
  private static final String UNTOLD = "visibilityUntold";
  private static final String CHOSEN = "visibilityChosen";

  private final MongoCollection<Document> collection;
  private final Clock clock;

  OwnVisibility(MongoDatabase database, Clock clock) {
    collection = database.getCollection(Collections.THREADS);
    this.clock = clock;
  }

  /// @param sequence grows per conversation with every choice
  /// @param visibility null when the mailbox's holds again
  public record Choice(
      TenantId tenant,
      MailboxId mailbox,
      ThreadId thread,
      long sequence,
      @Nullable Visibility visibility) {}

  /// Stores a choice, untold, and raises the row.
  ///
  /// @param visibility null for the mailbox's again
  public Choice choose(ThreadId thread, @Nullable Visibility visibility) {
    var now = Date.from(clock.instant());
    var change =
        Updates.combine(
            visibility == null
                ? Updates.unset("visibility")
                : Updates.set("visibility", visibility.wireName()),
            Updates.set(CHOSEN, true),
            Updates.set(UNTOLD, now),
            Updates.inc(SEQUENCE, 1L),
            // As in Rows: whoever computes the row has to begin again.
            Updates.inc("dirty", 1L),
            Updates.set("stale", true),
            Updates.set("raisedAt", now));
    var after = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
    var document = collection.findOneAndUpdate(eq("_id", thread.value()), change, after);
    return choice(Objects.requireNonNull(document));
  }

  /// Nobody has to be told of this choice any more; of a later one they have.
  public void told(Choice choice) {
    var same = and(eq("_id", choice.thread().value()), eq(SEQUENCE, choice.sequence()));
    collection.updateOne(same, Updates.unset(UNTOLD));
  }

  /// Choices that for longer than a moment were not told.
  public List<Choice> untold(Duration moment, int most) {
    return read(collection.find(lt(UNTOLD, Date.from(clock.instant().minus(moment)))).limit(most));
  }

  /// Every choice there is in a mailbox, those taken back too, in steps.
  ///
  /// @param after the last conversation of the step before; empty for the first
  public List<Choice> of(MailboxId mailbox, String after, int most) {
    var where = and(eq("mailbox", mailbox.value()), eq(CHOSEN, true), gt("_id", after));
    return read(collection.find(where).sort(Sorts.ascending("_id")).limit(most));
  }

  private static List<Choice> read(FindIterable<Document> found) {
    return found.map(OwnVisibility::choice).into(new ArrayList<>());
  }

  private static Choice choice(Document document) {
    return new Choice(
        new TenantId(document.getString("tenant")),
        new MailboxId(document.getString("mailbox")),
        new ThreadId(document.getString("_id")),
        document.get(SEQUENCE, Number.class).longValue(),
        Rows.visibility(document));
  }
}
