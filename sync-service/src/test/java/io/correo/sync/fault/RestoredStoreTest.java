package io.correo.sync.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.correo.events.MailFact;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailboxId;
import io.correo.sync.world.Kind;
import io.correo.sync.world.Topic.Told;
import io.correo.sync.world.World;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A store that is put back to an older copy of itself.
class RestoredStoreTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /// All that sync remembers of how far it has come.
  private static final List<String> COLLECTIONS =
      List.of("ledger", "telling", "folders", "cursors", "positions", "hints", "schedule");

  private final World world = World.started();

  @ParameterizedTest
  @EnumSource(Kind.class)
  void tellsAgainWhatItForgotAsNewerThanBefore(Kind kind) {
    var box = kind.create(world);
    var starred = box.receive("Starred");
    var gone = box.receive("Gone");
    var mailbox = box.imported();
    world.awaitIdle(mailbox);
    var copy = copy(mailbox);
    box.change(starred, "{\"starred\":true}");
    box.delete(gone);
    box.receive("Later");
    await().atMost(PATIENCE).until(() -> box.hasTold(mailbox, "Later"));
    await().atMost(PATIENCE).until(() -> told(mailbox, MessageRemoved.class) == 1);
    await().atMost(PATIENCE).until(() -> told(mailbox, MessageStateChanged.class) >= 1);
    world.awaitIdle(mailbox);
    var before = world.topics().of(mailbox).size();
    var newest =
        world.topics().of(mailbox).stream()
            .map(Told::fact)
            .map(MailFact::revision)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    // Several turns within a second are a little ahead of the clock epochs are taken from.
    await()
        .atMost(PATIENCE)
        .until(() -> Clock.systemUTC().instant().getEpochSecond() > newest.epoch());

    restore(mailbox, copy);
    box.receive("After");

    await().atMost(PATIENCE).until(() -> box.hasTold(mailbox, "After"));
    await().atMost(PATIENCE).until(() -> world.topics().messages(mailbox, "Later").size() == 2);
    await().atMost(PATIENCE).until(() -> told(mailbox, MessageRemoved.class) == 2);
    var again = world.topics().of(mailbox);
    assertThat(again.subList(before, again.size()))
        .extracting(it -> it.fact().revision())
        .allMatch(it -> it.isAfter(newest));
    assertThat(world.topics().facts(mailbox, MessageStateChanged.class).getLast().state().starred())
        .isTrue();
    assertThat(box.truth()).hasSize(3);
  }

  private int told(MailboxId mailbox, Class<? extends MailFact> type) {
    return world.topics().facts(mailbox, type).size();
  }

  private Map<String, List<Document>> copy(MailboxId mailbox) {
    var copy = new LinkedHashMap<String, List<Document>>();
    for (var name : COLLECTIONS) {
      copy.put(name, collection(name).find(of(mailbox)).into(new ArrayList<>()));
    }
    return copy;
  }

  /// In no lane meanwhile: nobody begins a turn in the middle of it. The copy brings the lane back.
  private void restore(MailboxId mailbox, Map<String, List<Document>> copy) {
    collection("schedule").updateOne(of(mailbox), Updates.set("lane", "none"));
    world.awaitIdle(mailbox);
    copy.forEach(
        (name, documents) -> {
          collection(name).deleteMany(of(mailbox));
          if (!documents.isEmpty()) collection(name).insertMany(documents);
        });
  }

  private MongoCollection<Document> collection(String name) {
    return world.store().getCollection(name);
  }

  private static Bson of(MailboxId mailbox) {
    return Filters.or(Filters.eq("_id", mailbox.value()), Filters.eq("mailbox", mailbox.value()));
  }
}
