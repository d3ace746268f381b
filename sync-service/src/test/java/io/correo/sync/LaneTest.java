package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.correo.events.ConnectedMailbox.Progress;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.world.Gmail;
import io.correo.sync.world.Http;
import io.correo.sync.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// Two deployments with a lane each, and a tenant that is moved from one to the other.
class LaneTest {
  private static final String OWN = "own";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final World world = World.started();
  private static ConfigurableApplicationContext second;

  private final Http everywhere = world.person("root", "", "email:admin");

  @BeforeAll
  static void startASecondDeployment() {
    second = world.another("--CORREO_SYNC_LANES=" + OWN);
  }

  @AfterAll
  static void stopIt() {
    second.close();
  }

  @Test
  void movesATenantWhileItsMailIsImportedAndLosesNothingAndTellsNothingTwice() {
    var ines = world.person("ines", "initech", "email:read email:send");
    var boxes = new ArrayList<Gmail>();
    var mailboxes = new ArrayList<MailboxId>();
    for (var box = 0; box < 2; box++) {
      var gmail = world.gmail();
      for (var i = 0; i < 60; i++) gmail.receive("Old " + i);
      boxes.add(gmail);
      mailboxes.add(connect(gmail, ines));
    }
    await()
        .atMost(PATIENCE)
        .until(() -> !world.topics().facts(mailboxes.getFirst(), MessageUpserted.class).isEmpty());
    // The second deployment may just have begun to show itself.
    await().atMost(PATIENCE).until(() -> !lane(OWN).path("servedBy").isEmpty());

    for (var move = 0; move < 6; move++) {
      var lane = move % 2 == 0 ? OWN : "shared";
      var moved = move("initech", lane);
      assertThat(moved.path("lane").asString()).isEqualTo(lane);
      assertThat(moved.path("servedBy")).isNotEmpty();
      for (var gmail : boxes) gmail.receive("New " + move);
      var subject = "New " + move;
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(mailboxes)
                      .allSatisfy(
                          it -> assertThat(world.topics().messages(it, subject)).isNotEmpty()));
    }

    for (var mailbox : mailboxes) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(Set.copyOf(told(mailbox, ""))).hasSize(66));
      // Two instances at work on one import would tell what it tells twice.
      assertThat(told(mailbox, "Old")).hasSize(60).doesNotHaveDuplicates();
      assertThat(lane(ines, mailbox)).isEqualTo("shared");
    }
  }

  @Test
  void waitsInALaneThatNobodyServesAndGoesOnWhereItWas() {
    var ivan = world.person("ivan", "hooli", "email:read email:send");
    var gmail = world.gmail();
    var mailbox = connect(gmail, ivan);
    await().atMost(PATIENCE).until(() -> health(ivan, mailbox).path("census").isObject());

    assertThat(move("hooli", "nobody").path("servedBy")).isEmpty();
    // A turn that had begun before may read one more time.
    await().atMost(PATIENCE).until(() -> scheduled(mailbox).get("holder") == null);
    gmail.receive("Waits");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var lane = lane("nobody");
              assertThat(lane.path("due").asInt()).isEqualTo(1);
              assertThat(lane.path("servedBy")).isEmpty();
            });
    assertThat(world.topics().messages(mailbox, "Waits")).isEmpty();

    move("hooli", OWN);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(world.topics().messages(mailbox, "Waits")).hasSize(1));
  }

  @Test
  void putsANewMailboxOfATenantIntoItsLane() {
    var iris = world.person("iris", "umbrella", "email:read email:send");
    connect(world.gmail(), iris);
    move("umbrella", OWN);

    var mailbox = connect(world.gmail(), iris);

    assertThat(lane(iris, mailbox)).isEqualTo(OWN);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(world.topics().accounts(mailbox))
                    .last()
                    .satisfies(it -> assertThat(it.lane()).isEqualTo(OWN)));
  }

  @Test
  void letsATenantsOperatorMoveThatTenantAlone() {
    connect(world.gmail(), world.person("igor", "stark", "email:read email:send"));
    connect(world.gmail(), world.person("jana", "wayne", "email:read email:send"));
    var operator = world.person("chief", "stark", "email:admin");

    assertThat(put(operator, "stark", "{\"lane\":\"own\"}")).isEqualTo(200);
    assertThat(put(operator, "wayne", "{\"lane\":\"own\"}")).isEqualTo(404);
    assertThat(put(operator, "stark", "{\"lane\":\"Not a lane!\"}")).isEqualTo(400);
    assertThat(put(operator, "stark", "{}")).isEqualTo(400);
    assertThat(put(everywhere, "nowhere", "{\"lane\":\"own\"}")).isEqualTo(404);
    assertThat(put(world.ana(), "acme", "{\"lane\":\"own\"}")).isEqualTo(403);
    assertThat(put(world.service(), "acme", "{\"lane\":\"own\"}")).isEqualTo(401);
    assertThat(ids(operator.get("/api/v1/admin/tenants").json())).containsExactly("stark");
    assertThat(ids(everywhere.get("/api/v1/admin/tenants?limit=200").json()))
        .contains("stark", "wayne");
    assertThat(operator.get("/api/v1/admin/lanes").json().path("items")).hasSize(1);
    assertThat(world.ana().get("/api/v1/admin/lanes").status()).isEqualTo(403);
    assertThat(world.ana().get("/api/v1/admin/tenants").status()).isEqualTo(403);
  }

  @Test
  void tellsOfAnImportThatHasNotBegunWhenAllOfItsLaneAreThrough() {
    var jo = world.person("jo", "oscorp", "email:read email:send");
    var begun = connect(world.gmail(), jo);
    var waiting = connect(world.gmail(), jo);
    for (var mailbox : List.of(begun, waiting)) {
      await().atMost(PATIENCE).until(() -> health(jo, mailbox).path("census").isObject());
    }
    move("oscorp", "queue");
    await().atMost(PATIENCE).until(() -> scheduled(waiting).get("holder") == null);
    assertThat(lane("queue").path("imports").path("mailboxes").asInt()).isZero();

    // A hundred of four hundred are done, and the rest takes a minute: five a second.
    importing(begun, new Progress("running", 100, 400, Instant.now().plusSeconds(60)));
    importing(waiting, new Progress("running", 0, 700, null));

    var imports = lane("queue").path("imports");
    assertThat(imports.path("mailboxes").asInt()).isEqualTo(2);
    assertThat(imports.path("messagesLeft").asInt()).isEqualTo(1_000);
    assertThat(inSeconds(imports)).isBetween(100L, 201L);
    assertThat(inSeconds(health(jo, waiting).path("import"))).isBetween(100L, 201L);
    assertThat(inSeconds(health(jo, begun).path("import"))).isLessThanOrEqualTo(60);
  }

  private static void importing(MailboxId mailbox, Progress progress) {
    world
        .store()
        .getCollection("positions")
        .updateOne(Filters.eq("_id", mailbox.value()), Updates.set("imported", false));
    world.bean(Mailboxes.class).progressed(mailbox, progress);
  }

  private static long inSeconds(JsonNode imports) {
    return Duration.between(Instant.now(), Instant.parse(imports.path("eta").asString()))
        .toSeconds();
  }

  @Test
  void tellsWhoServesWhichLane() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(lane("shared").path("servedBy")).hasSize(1);
              assertThat(lane(OWN).path("servedBy")).hasSize(1);
            });
    assertThat(lane(OWN).path("servedBy").get(0).path("id"))
        .isNotEqualTo(lane("shared").path("servedBy").get(0).path("id"));
  }

  private static MailboxId connect(Gmail gmail, Http user) {
    var state = gmail.consent(user);
    var done = user.post("/api/v1/mailboxes/connections/" + state + "/completion", "{}");
    assertThat(done.status()).as(done.toString()).isEqualTo(201);
    return new MailboxId(done.json().path("id").asString());
  }

  private static Document scheduled(MailboxId mailbox) {
    return world
        .store()
        .getCollection("schedule")
        .find(new Document("_id", mailbox.value()))
        .first();
  }

  private JsonNode move(String tenant, String lane) {
    var answer =
        everywhere.send(
            "PUT",
            "/api/v1/admin/tenants/" + tenant + "/lane",
            "application/json",
            "{\"lane\":\"%s\"}".formatted(lane));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  private static int put(Http operator, String tenant, String json) {
    return operator
        .send("PUT", "/api/v1/admin/tenants/" + tenant + "/lane", "application/json", json)
        .status();
  }

  private JsonNode lane(String name) {
    return everywhere
        .get("/api/v1/admin/lanes")
        .json()
        .path("items")
        .valueStream()
        .filter(it -> it.path("lane").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String lane(Http user, MailboxId mailbox) {
    return user.get("/api/v1/mailboxes/" + mailbox).json().path("lane").asString();
  }

  private static JsonNode health(Http user, MailboxId mailbox) {
    return user.get("/api/v1/mailboxes/" + mailbox + "/health").json();
  }

  private static List<MessageId> told(MailboxId mailbox, String subject) {
    return world.topics().facts(mailbox, MessageUpserted.class).stream()
        .filter(it -> it.content().subject().startsWith(subject))
        .map(MessageUpserted::message)
        .toList();
  }

  private static List<String> ids(JsonNode page) {
    return page.path("items")
        .valueStream()
        .map(it -> it.path("id").asString())
        .collect(Collectors.toList());
  }
}
