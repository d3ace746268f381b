package io.correo.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.sync.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whose turn comes when, told by the order of turns. The lane is served by this test alone.
class FairnessTest {
  private static final String LANE = "of-fairness";
  private static final TenantId BIG = new TenantId("big");
  private static final TenantId SMALL = new TenantId("small");
  private static final int MANY = 100;

  private final World world = World.started();
  private final Clock clock = Clock.systemUTC();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MongoDatabase database = world.bean(MongoDatabase.class);
  private final Alarm alarm = new Alarm();
  private final Schedule schedule = new Schedule(database, alarm, clock, meters);
  private final List<TenantId> turns = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore allowed = new Semaphore(0);
  private final ScheduleSettings settings =
      new ScheduleSettings(
          List.of(LANE),
          4,
          2,
          Duration.ofSeconds(10),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofMinutes(2));
  private final Dispatcher dispatcher =
      new Dispatcher(
          schedule, this::turn, alarm, new Instances(database, settings), settings, clock, meters);

  @AfterEach
  void stop() {
    allowed.release(10 * MANY);
    dispatcher.stop();
    database.getCollection("schedule").deleteMany(Filters.eq("lane", LANE));
  }

  @Test
  void letsATenantWithOneImportHaveItsTurnBesideATenantWithAHundred() {
    for (var i = 0; i < MANY; i++) importing(BIG);
    importing(SMALL);
    dispatcher.start();
    await().until(() -> turns.size() >= 2);

    allowed.release(1);
    await().until(() -> turns.size() >= 3);

    // Two places for imports: each tenant has one of them, or gets the first that comes free.
    assertThat(turns.subList(0, 3)).contains(BIG, SMALL);
  }

  @Test
  void givesATenantThatComesLateTheNextPlace() {
    for (var i = 0; i < MANY; i++) importing(BIG);
    dispatcher.start();
    await().until(() -> turns.size() == 2);
    importing(SMALL);
    alarm.ring();

    allowed.release(1);

    await().until(() -> turns.size() == 3);
    assertThat(turns.getLast()).isEqualTo(SMALL);
  }

  @Test
  void readsNewsWhileImportsHaveAllTheirPlaces() {
    for (var i = 0; i < MANY; i++) importing(BIG);
    dispatcher.start();
    await().until(() -> turns.size() == 2);

    schedule.add(MailboxId.random(), SMALL, LANE);

    await().until(() -> turns.size() == 3);
    assertThat(turns.getLast()).isEqualTo(SMALL);
  }

  private Turn.Next turn(Lease lease) {
    turns.add(lease.tenant());
    try {
      allowed.acquire();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return new Turn.Next.More();
  }

  private void importing(TenantId tenant) {
    database
        .getCollection("schedule")
        .insertOne(
            new Document("_id", MailboxId.random().value())
                .append("tenant", tenant.value())
                .append("lane", LANE)
                .append("bulk", true)
                .append("epoch", 0L)
                .append("beat", 0L)
                .append("wanted", 0L)
                .append("dueAt", clock.instant()));
  }
}
