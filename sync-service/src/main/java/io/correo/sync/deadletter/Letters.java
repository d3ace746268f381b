package io.correo.sync.deadletter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import io.correo.events.MailboxId;
import io.correo.events.Topics;
import io.correo.service.paging.PageCursor;
import io.correo.sync.deadletter.DeadLetter.State;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/// The dead letters of all topics, as long as the topics keep them. A collection and not a
/// compacted topic: operators list by tenant and state, and what was decided about a letter is one
/// guarded update.
@Repository
public class Letters {
  private static final List<String> FACTS = List.of(Topics.CHANGES, Topics.BACKFILL);

  private final MongoCollection<Document> letters;
  private final DeadLetterSettings settings;
  private final Clock clock;

  Letters(MongoDatabase database, DeadLetterSettings settings, Clock clock) {
    this.letters = database.getCollection("deadLetters");
    this.settings = settings;
    this.clock = clock;
  }

  /// Keeps a letter. One that is read again stays as it is: it may be handled by now.
  void keep(DeadLetter letter) {
    letters.updateOne(
        eq("_id", letter.id()),
        new Document(
            "$setOnInsert", LetterDocument.of(letter, letter.at().plus(settings.keepFor()))),
        new UpdateOptions().upsert(true));
  }

  @Nullable DeadLetter find(String id) {
    var stored = letters.find(eq("_id", id)).first();
    return stored == null ? null : LetterDocument.read(stored);
  }

  /// The newest first.
  ///
  /// @param tenant null for all
  /// @param topic null for all
  /// @param after null for the beginning
  List<DeadLetter> list(
      @Nullable String tenant,
      @Nullable String topic,
      State state,
      @Nullable PageCursor after,
      int limit) {
    var filters = new ArrayList<Bson>();
    filters.add(eq("state", state.name()));
    if (tenant != null) filters.add(eq("tenant", tenant));
    if (topic != null) filters.add(eq("topic", topic));
    if (after != null) filters.add(lt("place", after.place()));
    var found = new ArrayList<DeadLetter>();
    for (var stored : letters.find(and(filters)).sort(Sorts.descending("place")).limit(limit)) {
      found.add(LetterDocument.read(stored));
    }
    return found;
  }

  /// False unless it was waiting.
  boolean handled(String id, State state, String by) {
    return letters
            .updateOne(
                and(eq("_id", id), eq("state", State.WAITING.name())),
                combine(
                    set("state", state.name()),
                    set("handledBy", by),
                    set("handledAt", clock.instant())))
            .getModifiedCount()
        == 1;
  }

  long waiting(String topic) {
    return letters.countDocuments(and(eq("state", State.WAITING.name()), eq("topic", topic)));
  }

  /// How many messages of a mailbox some reader does not have whole, because a fact of theirs waits
  /// here.
  public long incomplete(MailboxId mailbox) {
    var waiting =
        and(eq("mailbox", mailbox.value()), eq("state", State.WAITING.name()), in("topic", FACTS));
    var messages = new HashSet<String>();
    return letters.distinct("about", waiting, String.class).into(messages).size();
  }

  /// Its topic has forgotten it by then, so nobody could replay it.
  @Scheduled(fixedDelayString = "${correo.sync.dead-letters.sweep-every}")
  void sweep() {
    letters.deleteMany(lt("expiresAt", clock.instant()));
  }
}
