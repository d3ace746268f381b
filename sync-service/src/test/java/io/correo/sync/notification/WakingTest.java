package io.correo.sync.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import io.correo.events.MailFact.MailboxErased;
import io.correo.events.MailboxId;
import io.correo.events.Notice;
import io.correo.events.Topics;
import io.correo.service.messaging.RecordBatches.Entry;
import io.correo.sync.world.World;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WakingTest {
  private final World world = World.started();
  private final Waking waking = world.bean(Waking.class);

  @Test
  void passesOverWhatIsSaidOfAMailboxThatIsErased() {
    var mailbox = world.folders().imported();
    world.ana().send("DELETE", "/api/v1/mailboxes/" + mailbox, "application/json", "");
    await()
        .untilAsserted(
            () -> {
              assertThat(world.topics().facts(mailbox, MailboxErased.class)).isNotEmpty();
              assertThat(stored("schedule", "_id", mailbox)).isZero();
            });

    hear(mailbox, new Notice("microsoft", null, mailbox, "m1", Instant.EPOCH));
    hear(
        mailbox,
        new Notice("microsoft", null, mailbox, null, Instant.EPOCH, Notice.Lifecycle.REMOVED));

    assertThat(stored("hints", "mailbox", mailbox)).isZero();
    assertThat(stored("positions", "_id", mailbox)).isZero();
    assertThat(stored("schedule", "_id", mailbox)).isZero();
  }

  @Test
  void passesOverWhatIsSaidOfAMailboxNobodyKnows() {
    var stranger = MailboxId.random();

    hear(stranger, new Notice("microsoft", null, stranger, "m1", Instant.EPOCH));

    assertThat(stored("hints", "mailbox", stranger)).isZero();
  }

  private void hear(MailboxId mailbox, Notice notice) {
    waking.notices(
        mailbox.value(), List.of(new Entry<>(Topics.NOTIFICATIONS, mailbox.value(), notice)));
  }

  private long stored(String collection, String field, MailboxId mailbox) {
    return world
        .store()
        .getCollection(collection)
        .countDocuments(Filters.eq(field, mailbox.value()));
  }
}
