package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.correo.events.ConnectedMailbox;
import io.correo.events.ConnectedMailbox.State;
import io.correo.events.MailFact.MailboxErased;
import io.correo.events.MailFact.MessageRemoved;
import io.correo.events.MailFact.MessageStateChanged;
import io.correo.events.MailboxId;
import io.correo.events.Origin;
import io.correo.sync.world.Kind;
import io.correo.sync.world.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds when something went wrong.
class RecoveryTest {
  private final World world = World.started();

  @Test
  void keepsTheCursorWhenPublishingFails() {
    var gmail = world.gmail();
    var mailbox = gmail.imported();
    var cursor = cursor(mailbox);
    world.broker().failFor(mailbox.value());

    gmail.receive("Not yet told");

    await().untilAsserted(() -> assertThat(failures(mailbox)).isPositive());
    assertThat(cursor(mailbox)).isEqualTo(cursor);
    world.broker().heal();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(world.topics().messages(mailbox, "Not yet told")).hasSize(1));
    await().untilAsserted(() -> assertThat(cursor(mailbox)).isNotEqualTo(cursor));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void tellsOnlyWhatDiffersWhenTheHistoryIsGone(Kind kind) {
    var box = kind.create(world);
    var gone = box.receive("Gone");
    var starred = box.receive("Starred");
    box.receive("Untouched");
    var mailbox = box.imported();
    box.losePushes();
    box.receive("Missed");
    box.delete(gone);
    box.change(starred, "{\"starred\":true}");
    box.expireHistory();

    wake(mailbox);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(world.topics().messages(mailbox, "Missed")).hasSize(1);
              assertThat(world.topics().facts(mailbox, MessageRemoved.class)).hasSize(1);
              assertThat(world.topics().facts(mailbox, MessageStateChanged.class))
                  .singleElement()
                  .matches(it -> it.state().starred());
            });
    assertThat(world.topics().messages(mailbox, "Missed").getFirst().origin())
        .isEqualTo(Origin.IMPORT);
    assertThat(world.topics().messages(mailbox, "Untouched")).hasSize(1);
    box.receive("After");
    wake(mailbox);
    await().untilAsserted(() -> assertThat(world.topics().messages(mailbox, "After")).hasSize(1));
    assertThat(world.topics().messages(mailbox, "Missed")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void healsAHoleInTheLedgerAndProvesIt(Kind kind) {
    var box = kind.create(world);
    box.receive("Lost");
    box.receive("Kept");
    var mailbox = box.imported();
    var lost = world.topics().messages(mailbox, "Lost").getFirst().message();
    store().getCollection("ledger").deleteOne(Filters.eq("_id", lost.value()));

    assertThat(world.ana().post("/api/v1/mailboxes/" + mailbox + "/census", "{}").status())
        .isEqualTo(202);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              var census = box.health(mailbox).path("census");
              assertThat(census.path("healed").asInt()).isEqualTo(1);
              assertThat(census.path("atProvider").asInt()).isEqualTo(2);
              assertThat(census.path("ours").asInt()).isEqualTo(2);
            });
    assertThat(world.topics().messages(mailbox, "Lost")).hasSize(2);
    assertThat(world.topics().messages(mailbox, "Kept")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void asksTheUserOnceWhenTheProviderRefusesUs(Kind kind) {
    var box = kind.create(world);
    var mailbox = box.imported();
    box.revoke();

    wake(mailbox);
    await().untilAsserted(() -> assertThat(refusals(mailbox)).isEqualTo(1));
    wake(mailbox);
    wake(mailbox);

    var shown = world.ana().get("/api/v1/mailboxes/" + mailbox).json();
    assertThat(shown.path("state").asString()).isEqualTo("needs-reauthorization");
    assertThat(
            world
                .internal()
                .post(
                    "/internal/grants",
                    "{\"mailbox\":\"%s\",\"purpose\":\"mailbox\"}".formatted(mailbox))
                .status())
        .isEqualTo(409);

    var again =
        world
            .ana()
            .post(
                "/api/v1/mailboxes/" + mailbox + "/reauthorization",
                "{\"returnTo\":\"%s\"}".formatted(World.PAGE))
            .json();
    box.follow(again.path("authorizationUrl").asString());
    var done =
        world
            .ana()
            .post(
                "/api/v1/mailboxes/connections/" + again.path("state").asString() + "/completion",
                "{}");

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.json().path("id").asString()).isEqualTo(mailbox.value());
    assertThat(done.json().path("state").asString()).isEqualTo("connected");
    box.receive("Flows again");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(world.topics().messages(mailbox, "Flows again")).hasSize(1));
    assertThat(refusals(mailbox)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void leavesNothingOfADisconnectedMailbox(Kind kind) {
    var box = kind.create(world);
    box.receive("Private");
    var mailbox = box.imported();

    var answer = world.ana().send("DELETE", "/api/v1/mailboxes/" + mailbox, "application/json", "");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(world.ana().get("/api/v1/mailboxes/" + mailbox).status()).isEqualTo(404);
    await()
        .untilAsserted(
            () -> {
              assertThat(world.topics().facts(mailbox, MailboxErased.class)).isNotEmpty();
              var last = world.topics().accounts(mailbox).getLast();
              assertThat(last.state()).isEqualTo(State.ERASED);
              assertThat(last.address()).isEmpty();
              for (var collection : new String[] {"ledger", "folders", "cursors"}) {
                assertThat(
                        store()
                            .getCollection(collection)
                            .countDocuments(Filters.eq("mailbox", mailbox.value())))
                    .as(collection)
                    .isZero();
              }
              for (var collection : new String[] {"grants", "positions", "schedule"}) {
                assertThat(
                        store()
                            .getCollection(collection)
                            .countDocuments(Filters.eq("_id", mailbox.value())))
                    .as(collection)
                    .isZero();
              }
            });
    assertThat(box.connect()).isNotEqualTo(mailbox);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void tellsAMailboxAgainWithTheRevisionsOfThen(Kind kind) {
    var box = kind.create(world);
    var message = box.receive("Twice");
    var mailbox = box.imported();
    box.change(message, "{\"starred\":true}");
    await()
        .untilAsserted(
            () -> assertThat(world.topics().facts(mailbox, MessageStateChanged.class)).hasSize(1));

    world.internal().post("/internal/mailboxes/" + mailbox + "/republish", "{}");

    await()
        .untilAsserted(
            () -> {
              var told = world.topics().messages(mailbox, "Twice");
              assertThat(told).hasSize(2);
              assertThat(told.get(1).origin()).isEqualTo(Origin.REPLAY);
              assertThat(told.get(1).revision()).isEqualTo(told.get(0).revision());
              var states = world.topics().facts(mailbox, MessageStateChanged.class);
              assertThat(states).hasSize(2);
              assertThat(states.get(1)).isEqualTo(states.get(0));
            });
  }

  private long refusals(MailboxId mailbox) {
    return world.topics().accounts(mailbox).stream()
        .filter(it -> it.state() == State.NEEDS_REAUTHORIZATION)
        .map(ConnectedMailbox::revision)
        .distinct()
        .count();
  }

  private void wake(MailboxId mailbox) {
    assertThat(world.internal().post("/internal/mailboxes/" + mailbox + "/wake", "{}").status())
        .isEqualTo(202);
  }

  private String cursor(MailboxId mailbox) {
    return store()
        .getCollection("cursors")
        .find(Filters.eq("mailbox", mailbox.value()))
        .first()
        .getString("value");
  }

  private int failures(MailboxId mailbox) {
    var stored = store().getCollection("schedule").find(Filters.eq("_id", mailbox.value())).first();
    return stored.get("failures") instanceof Number number ? number.intValue() : 0;
  }

  private MongoDatabase store() {
    return world.store();
  }
}
