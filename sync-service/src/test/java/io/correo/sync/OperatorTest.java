package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.events.Origin;
import io.correo.sync.world.Http;
import io.correo.sync.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What an operator sees of mailboxes, and what of their health.
class OperatorTest {
  private static final String PATH = "/api/v1/admin/mailboxes";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final World world = World.started();
  private final Http operator = world.person("olga", "acme", "email:read email:send email:admin");

  @Test
  void tellsHowAMailboxIs() {
    var gmail = world.gmail();
    gmail.receive("One");
    gmail.receive("Two");
    var mailbox = gmail.imported();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(gmail.health(mailbox).path("quota").path("usedLastMinute").asLong())
                    .isPositive());

    var health = gmail.health(mailbox);

    assertThat(health.path("state").asString()).isEqualTo("connected");
    assertThat(health.path("import").path("state").asString()).isEqualTo("done");
    assertThat(health.path("import").path("done").asInt()).isEqualTo(2);
    assertThat(health.path("import").path("total").asInt()).isEqualTo(2);
    assertThat(health.path("lagSeconds").isNumber()).isTrue();
    assertThat(health.path("census").path("atProvider").asInt()).isEqualTo(2);
    assertThat(health.path("census").path("ours").asInt()).isEqualTo(2);
    assertThat(health.path("census").path("healed").asInt()).isZero();
    assertThat(Instant.parse(health.path("census").path("provedAt").asString())).isNotNull();
    assertThat(Instant.parse(health.path("watchExpiresAt").asString())).isAfter(Instant.EPOCH);
    assertThat(health.path("quota").path("unitsPerMinute").asInt()).isPositive();
    assertThat(health.path("token").asString()).isEqualTo("valid");
    assertThat(health.path("lastError").isNull()).isTrue();
    assertThat(operator.get(PATH + "/" + mailbox).json().path("health").path("census"))
        .isEqualTo(health.path("census"));
  }

  @Test
  void tellsWhyAMailboxCannotBeRead() {
    var gmail = world.gmail();
    var mailbox = gmail.imported();
    gmail.fault(
        """
        {"action":"status","status":400,"times":1000,
         "match":{"path":".*history.*","address":"%s"}}"""
            .formatted(gmail.address()));

    gmail.receive("Any");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(gmail.health(mailbox).path("lastError").path("why").asString(""))
                    .startsWith("Refused"));
    assertThat(gmail.health(mailbox).path("state").asString()).isEqualTo("connected");
  }

  @Test
  void tellsThatOnlyItsUserCanHelp() {
    var gmail = world.gmail();
    var mailbox = gmail.imported();

    gmail.revoke();
    gmail.receive("Any");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(gmail.health(mailbox).path("state").asString())
                    .isEqualTo("needs-reauthorization"));
    assertThat(gmail.health(mailbox).path("token").asString()).isEqualTo("refused");
    assertThat(gmail.health(mailbox).path("problem").asString("")).isNotEmpty();
    assertThat(all("?state=needs-reauthorization&limit=200")).contains(mailbox.value());
    assertThat(all("?state=connected&limit=200")).doesNotContain(mailbox.value());
  }

  @Test
  void listsTheTenantsMailboxesPageByPage() {
    var mailboxes =
        List.of(world.gmail().connect(), world.gmail().connect(), world.gmail().connect());

    var found = new ArrayList<String>();
    var cursor = "";
    do {
      var page = operator.get(PATH + "?tenant=acme&lane=shared&limit=2" + cursor).json();
      found.addAll(ids(page));
      cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
    } while (!cursor.isEmpty());

    assertThat(found).doesNotHaveDuplicates();
    assertThat(found).containsAll(mailboxes.stream().map(MailboxId::value).toList());
    assertThat(all("?lane=elsewhere")).isEmpty();
  }

  @Test
  void publishesAMailboxAgainWithoutAskingTheProvider() {
    var gmail = world.gmail();
    gmail.receive("Again");
    var mailbox = gmail.imported();
    gmail.fault(
        """
        {"action":"status","status":500,"times":1000,
         "match":{"path":".*messages.*","address":"%s"}}"""
            .formatted(gmail.address()));

    assertThat(operator.post(PATH + "/" + mailbox + "/republish", "{}").status()).isEqualTo(202);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(world.topics().messages(mailbox, "Again"))
                    .extracting(MessageUpserted::origin)
                    .contains(Origin.REPLAY));
  }

  @Test
  void showsNothingOfAnotherTenant() {
    var mailbox = world.gmail().connect();
    var stranger = world.person("oscar", "globex", "email:read email:admin");
    var everywhere = world.person("root", "", "email:admin");

    assertThat(stranger.get(PATH).json().toString()).doesNotContain(mailbox.value());
    assertThat(stranger.get(PATH + "?tenant=acme").status()).isEqualTo(404);
    assertThat(stranger.get(PATH + "/" + mailbox).status()).isEqualTo(404);
    assertThat(stranger.post(PATH + "/" + mailbox + "/republish", "{}").status()).isEqualTo(404);
    assertThat(everywhere.get(PATH + "/" + mailbox).status()).isEqualTo(200);
    assertThat(everywhere.get(PATH + "?tenant=acme").status()).isEqualTo(200);
    assertThat(world.ana().get(PATH).status()).isEqualTo(403);
    assertThat(world.ana().post(PATH + "/" + mailbox + "/republish", "{}").status()).isEqualTo(403);
    assertThat(world.service().get(PATH).status()).isEqualTo(401);
    assertThat(operator.get(PATH + "?state=erased").status()).isEqualTo(400);
    assertThat(operator.get(PATH + "?cursor=mine").status()).isEqualTo(400);
  }

  @Test
  void saysWhetherItIsReadyForPushesAndForWork() {
    assertThat(world.service().get("/actuator/health/readiness").json().path("status").asString())
        .isEqualTo("UP");
    assertThat(world.service().get("/actuator/health/work").json().path("status").asString())
        .isEqualTo("UP");
  }

  @Test
  void measuresWhatOperatorsWatch() {
    var gmail = world.gmail();
    var mailbox = gmail.imported();
    gmail.receive("Measured");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(world.topics().messages(mailbox, "Measured")).hasSize(1));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(scraped())
                    .contains("correo_notice_to_fact_seconds_count")
                    .contains("correo_due_age_seconds{lane=\"shared\",work=\"news\"}")
                    .contains("correo_quota_units_total")
                    .contains("correo_watch_first_end_seconds")
                    .contains("correo_censuses_total")
                    .contains("correo_mailboxes_needing_reauthorization")
                    .contains("correo_dead_letters_waiting{topic=\"mail.changes\"}")
                    .contains("correo_facts_total{topic=\"mail.changes\"}")
                    .doesNotContain(mailbox.value()));
  }

  private String scraped() {
    return operator.get("/actuator/prometheus").toString();
  }

  private List<String> all(String query) {
    return ids(operator.get(PATH + query).json());
  }

  private static List<String> ids(JsonNode page) {
    return page.path("items").valueStream().map(it -> it.path("id").asString()).toList();
  }
}
