package io.correo.sync.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.sync.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Notices by the hundred: repeated, in any order, of several mailboxes at once.
class NoticeStormTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int MESSAGES = 25;
  private final World world = World.started();

  @Test
  void readsAMailboxOnceAtATimeHoweverManyNoticesComeMeanwhile() {
    var box = world.folders();
    var mailbox = box.imported();
    world.awaitIdle(mailbox);
    var before = box.calls().size();
    var reading = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    box.before(_ -> stand(reading, goOn));
    box.push(box.receive("inbox", "First"));
    await().atMost(PATIENCE).until(() -> reading.getCount() == 0);

    var refs = new ArrayList<String>();
    for (var i = 0; i < MESSAGES; i++) refs.add(box.receive("inbox", "Storm " + i));
    var random = new Random(13);
    for (var again = 0; again < 4; again++) {
      Collections.shuffle(refs, random);
      for (var ref : refs) assertThat(box.push(ref, refs.getFirst()).status()).isEqualTo(202);
    }
    await().atMost(PATIENCE).until(() -> hints(mailbox) >= MESSAGES);
    var whileReading = box.calls().size() - before;
    goOn.countDown();

    await().atMost(PATIENCE).until(() -> told(mailbox) == MESSAGES + 1);
    await().atMost(PATIENCE).until(() -> hints(mailbox) == 0);
    world.awaitIdle(mailbox);
    assertThat(whileReading).isEqualTo(1);
    // Two hundred notices: whatever the batches were they came in, far fewer calls.
    assertThat(box.calls().size() - before).isLessThan(2 * MESSAGES);
    assertThat(told(mailbox)).isEqualTo(MESSAGES + 1);
  }

  @Test
  void tellsOfOneMailboxWhileAnotherStandsStill() {
    var stuck = world.folders();
    var held = stuck.imported();
    var box = world.gmail();
    var mailbox = box.imported();
    var reading = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    stuck.before(_ -> stand(reading, goOn));
    stuck.push(stuck.receive("inbox", "Stuck"));
    await().atMost(PATIENCE).until(() -> reading.getCount() == 0);

    box.receive("Flows");

    await().atMost(PATIENCE).until(() -> box.hasTold(mailbox, "Flows"));
    assertThat(world.topics().messages(held, "Stuck")).isEmpty();
    goOn.countDown();
    await().atMost(PATIENCE).until(() -> !world.topics().messages(held, "Stuck").isEmpty());
  }

  private static void stand(CountDownLatch here, CountDownLatch until) {
    here.countDown();
    try {
      until.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new Unavailable("stopped", stopping);
    }
  }

  private long hints(MailboxId mailbox) {
    return world
        .store()
        .getCollection("hints")
        .countDocuments(Filters.eq("mailbox", mailbox.value()));
  }

  private int told(MailboxId mailbox) {
    return world.topics().facts(mailbox, MessageUpserted.class).size();
  }
}
