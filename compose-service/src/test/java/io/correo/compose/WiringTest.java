package io.correo.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.correo.compose.account.Grants;
import io.correo.compose.account.Mailboxes;
import io.correo.events.Address;
import io.correo.events.Capabilities;
import io.correo.events.ConnectedMailbox;
import io.correo.events.DirectoryRecord;
import io.correo.events.MailFact.MailboxErased;
import io.correo.events.MailboxId;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.Topics;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import io.correo.provider.ProviderException.ReconnectRequired;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import io.correo.service.messaging.Publisher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What compose-service hears from topics and asks of other services.
class WiringTest {
  private static final RunningCompose compose = RunningCompose.shared();

  @Test
  void keepsACopyOfTheMailboxesAndIgnoresOlderNews() {
    var id = MailboxId.random();
    publish(Topics.ACCOUNTS, id.value(), mailbox(id, 5, ConnectedMailbox.State.CONNECTED));
    await().untilAsserted(() -> assertThat(find(id)).isNotNull());

    publish(
        Topics.ACCOUNTS, id.value(), mailbox(id, 4, ConnectedMailbox.State.NEEDS_REAUTHORIZATION));
    publish(Topics.ACCOUNTS, id.value(), mailbox(id, 6, ConnectedMailbox.State.ERASED));

    await().untilAsserted(() -> assertThat(find(id)).isNull());
  }

  @Test
  void dropsTheDraftsOfAnErasedMailbox() {
    var id = MailboxId.random();
    publish(Topics.ACCOUNTS, id.value(), mailbox(id, 5, ConnectedMailbox.State.CONNECTED));
    await().untilAsserted(() -> assertThat(find(id)).isNotNull());
    var created = compose.post("/drafts", Map.of("mailbox", id, "html", "<p>Hola</p>"));
    var draft = created.text("id");
    assertThat(created.text("html")).contains("<p>Hola</p>", "<b>Firma</b>");

    publish(
        Topics.CHANGES, id.value(), new MailboxErased(new TenantId("acme"), id, Revision.of(1, 9)));

    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(compose.get("/drafts/" + draft).status()).isEqualTo(404));
  }

  @Test
  void fillsTemplatesInFromTheDirectory() {
    var norte =
        new DirectoryRecord(
            new TenantId("acme"),
            "account",
            "norte",
            "Obra <Norte> & Hijos",
            null,
            List.of(),
            List.of(),
            List.of(),
            false,
            Map.of("city", "Vigo"),
            Instant.parse("2026-01-01T00:00:00Z"));
    publish(Topics.DIRECTORY, norte.key(), norte);
    var id =
        compose
            .post(
                "/templates",
                Map.of(
                    "name", "T" + UUID.randomUUID(),
                    "subject", "Para {{account.label}}",
                    "html", "<p>{{account.label}} en {{account.city}}</p>"))
            .text("id");
    var wanted = Map.of("records", List.of(Map.of("type", "account", "id", "norte")));

    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(compose.post("/templates/" + id + "/rendering", wanted).text("html"))
                    .isEqualTo("<p>Obra &lt;Norte&gt; &amp; Hijos en Vigo</p>"));
    assertThat(compose.post("/templates/" + id + "/rendering", wanted).text("subject"))
        .isEqualTo("Para Obra <Norte> & Hijos");
  }

  @Test
  void leasesAGrantOnceAndAgainWhenItEnded() {
    var grants = compose.bean("syncGrants", Grants.class);
    var id = new MailboxId("mb_" + UUID.randomUUID());
    var before = compose.outside.grants.get();

    var lease = grants.lease(id);
    assertThat(grants.lease(id)).isSameAs(lease);
    assertThat(compose.outside.grants.get()).isEqualTo(before + 1);
    assertThat(compose.outside.lastGrantHeader).startsWith("Bearer ");
    assertThat(lease.toString()).doesNotContain("secret-token");

    grants.expired(id);
    assertThat(grants.lease(id)).isNotSameAs(lease);
  }

  @Test
  void saysWhatToDoWhenThereIsNoGrant() {
    var grants = compose.bean("syncGrants", Grants.class);
    try {
      compose.outside.grantStatus = 409;
      assertThatThrownBy(() -> grants.lease(MailboxId.random()))
          .isInstanceOf(ReconnectRequired.class);
      compose.outside.grantStatus = 503;
      assertThatThrownBy(() -> grants.lease(MailboxId.random()))
          .isInstanceOfSatisfying(
              Throttled.class, t -> assertThat(t.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
      compose.outside.grantStatus = 500;
      assertThatThrownBy(() -> grants.lease(MailboxId.random())).isInstanceOf(Unavailable.class);
    } finally {
      compose.outside.grantStatus = 200;
    }
  }

  @Test
  void learnsFromTheTopicWhatARestoredStoreForgot() {
    var to = "restored@obra.example";
    var sent =
        compose.send(compose.draft("Restaurado", to), "restore-" + to, Map.of("undoSeconds", 0));
    var held = compose.send(compose.draft("Retenido", to), "held-" + to, Map.of("undoSeconds", 60));
    await()
        .untilAsserted(
            () ->
                assertThat(compose.get("/sends/" + sent.text("send")).text("state"))
                    .isEqualTo("sent"));
    await().atMost(Duration.ofSeconds(5)).until(() -> compose.outside.wakes.get() > 0);

    try (var empty = new RunningCompose()) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(empty.get("/sends/" + sent.text("send")).text("state"))
                      .isEqualTo("sent"));
      assertThat(empty.get("/sends/" + held.text("send")).text("state")).isEqualTo("failed");
    }
    assertThat(compose.outside.copies(to)).hasSize(1);
  }

  private static ConnectedMailbox find(MailboxId id) {
    return compose.bean(Mailboxes.class).find(id);
  }

  private static void publish(String topic, String key, Object value) {
    compose.bean(Publisher.class).send(topic, key, value).join();
  }

  private static ConnectedMailbox mailbox(
      MailboxId id, int revision, ConnectedMailbox.State state) {
    return new ConnectedMailbox(
        id,
        new TenantId("acme"),
        Revision.of(1, revision),
        "google",
        "third@acme.example",
        "third",
        List.of(new ConnectedMailbox.Member(new UserId("ana"), ConnectedMailbox.Role.OWNER)),
        state,
        new Capabilities(
            true, true, true, true, new Capabilities.AttachmentLimits(1000, Set.of()), 5),
        List.of(Address.of("third@acme.example")),
        "<b>Firma</b>",
        Visibility.EVERYTHING,
        "default",
        null,
        Instant.parse("2026-05-01T00:00:00Z"));
  }
}
