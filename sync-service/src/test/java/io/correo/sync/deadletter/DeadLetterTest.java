package io.correo.sync.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.MailboxId;
import io.correo.events.Topics;
import io.correo.service.messaging.DeadLetterHeaders;
import io.correo.service.messaging.Publisher;
import io.correo.sync.world.Http;
import io.correo.sync.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// What nobody could process, as an operator sees and steers it.
class DeadLetterTest {
  private static final String PATH = "/api/v1/admin/dead-letters";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final World world = World.started();
  private final Http olga = world.person("olga", "acme", "email:read email:send email:admin");

  @Test
  void showsWhatCouldNotBeDecodedAndWhyButNotWhatItSays() {
    var mailbox = world.gmail().connect();

    put(Topics.NOTIFICATIONS, mailbox.value(), utf8("{\"provider\":\"google\", Dear Ana, secret"));

    var row = waiting(olga, Topics.NOTIFICATIONS, mailbox);
    assertThat(row.path("group").asString()).isEqualTo("sync-service");
    assertThat(row.path("cause").asString()).startsWith("tools.jackson.").contains(" at ");
    assertThat(row.path("attempts").asInt()).isEqualTo(1);
    assertThat(row.path("tenant").asString()).isEqualTo("acme");
    assertThat(row.path("key").asString()).isEqualTo(mailbox.value());
    assertThat(row.path("at").asString()).isNotEmpty();
    assertThat(row.path("offset").isNumber()).isTrue();
    var whole = olga.get(PATH + "/" + row.path("id").asString());
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.json().path("headers").path(DeadLetterHeaders.ATTEMPTS).asString())
        .isEqualTo("1");
    assertThat(whole.json().path("preview").path("unreadable").asString()).contains("no JSON");
    assertThat(whole.toString()).doesNotContain("secret", "Dear");
  }

  @Test
  void replaysARecordSoThatWhoGaveItUpReadsItAgain() {
    var gmail = world.gmail();
    var mailbox = gmail.imported();
    gmail.losePushes();
    gmail.receive("Told by a replay");
    dead(Topics.NOTIFICATIONS, mailbox, notice(mailbox));
    var id = waiting(olga, Topics.NOTIFICATIONS, mailbox).path("id").asString();

    var replayed = olga.post(PATH + "/" + id + "/replay", "{}");

    assertThat(replayed.json().path("state").asString())
        .as(replayed.toString())
        .isEqualTo("replayed");
    assertThat(replayed.json().path("handledBy").asString()).isEqualTo("olga");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(world.topics().messages(mailbox, "Told by a replay")).hasSize(1));
    assertThat(of(olga, Topics.NOTIFICATIONS, mailbox, "waiting")).isEmpty();
    assertThat(of(olga, Topics.NOTIFICATIONS, mailbox, "replayed")).hasSize(1);
    assertThat(olga.post(PATH + "/" + id + "/replay", "{}").status()).isEqualTo(200);
    assertThat(olga.post(PATH + "/" + id + "/discard", "{}").status()).isEqualTo(409);
  }

  @Test
  void countsMessagesThatAreNotWholeAgainstTheProofOfCompleteness() {
    var gmail = world.gmail();
    gmail.receive("One");
    gmail.receive("Two");
    var mailbox = gmail.imported();
    await()
        .atMost(PATIENCE)
        .until(() -> gmail.health(mailbox).path("census").path("ours").asInt() == 2);

    // Two facts of one message, and what is no fact at all.
    dead(Topics.CHANGES, mailbox, "{\"message\":\"m_one\"}");
    dead(Topics.BACKFILL, mailbox, "{\"message\":\"m_one\"}");
    dead(Topics.LINKS, mailbox, "{\"message\":\"m_two\"}");
    var facts = List.of(Topics.CHANGES, Topics.BACKFILL);
    var ids = facts.stream().map(it -> waiting(olga, it, mailbox).path("id").asString()).toList();
    waiting(olga, Topics.LINKS, mailbox);

    var lacking = gmail.health(mailbox);
    assertThat(lacking.path("incomplete").asInt()).isEqualTo(1);
    assertThat(lacking.path("census").path("ours").asInt()).isEqualTo(1);
    assertThat(lacking.path("census").path("atProvider").asInt()).isEqualTo(2);

    for (var id : ids) {
      assertThat(olga.post(PATH + "/" + id + "/discard", "{}").status()).isEqualTo(200);
    }
    var whole = gmail.health(mailbox);
    assertThat(whole.path("incomplete").asInt()).isZero();
    assertThat(whole.path("census").path("ours").asInt()).isEqualTo(2);
  }

  @Test
  void keepsWhatWasDecidedWhenTheTopicIsReadAgain() {
    var mailbox = world.gmail().connect();
    dead(Topics.LINKS, mailbox, "{}");
    var id = waiting(olga, Topics.LINKS, mailbox).path("id").asString();
    assertThat(olga.post(PATH + "/" + id + "/discard", "{}").status()).isEqualTo(200);

    // As after a restart that finds an older offset: every letter once more.
    var letters = world.bean(Letters.class);
    var letter = letters.find(id);
    letters.keep(
        new DeadLetter(
            id,
            letter.topic(),
            letter.letter(),
            letter.source(),
            letter.key(),
            letter.at(),
            letter.group(),
            letter.cause(),
            letter.attempts(),
            letter.bytes(),
            letter.leftAtSource(),
            letter.tenant(),
            letter.mailbox(),
            letter.headers(),
            letter.preview(),
            DeadLetter.State.WAITING,
            null,
            null));

    assertThat(of(olga, Topics.LINKS, mailbox, "waiting")).isEmpty();
    assertThat(of(olga, Topics.LINKS, mailbox, "discarded")).hasSize(1);
    assertThat(olga.post(PATH + "/" + id + "/replay", "{}").status()).isEqualTo(409);
  }

  @Test
  void takesARecordThatIsTooLargeForALetterFromWhereItWas() {
    var mailbox = world.gmail().connect();
    var other = world.gmail();
    var neighbour = other.imported();
    other.losePushes();
    other.receive("Not delayed");
    topics().allow(Topics.NOTIFICATIONS, 4_000_000);
    var large = new byte[1_150_000];
    new Random(7).nextBytes(large);

    put(Topics.NOTIFICATIONS, mailbox.value(), large);
    put(Topics.NOTIFICATIONS, neighbour.value(), utf8(notice(neighbour)));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(world.topics().messages(neighbour, "Not delayed")).hasSize(1));
    var row = waiting(olga, Topics.NOTIFICATIONS, mailbox);
    assertThat(row.path("bytes").asInt()).isEqualTo(large.length);
    var id = row.path("id").asString();
    assertThat(olga.get(PATH + "/" + id).json().path("leftAtSource").asBoolean()).isTrue();

    var replayed = olga.post(PATH + "/" + id + "/replay", "{}");

    assertThat(replayed.status()).as(replayed.toString()).isEqualTo(200);
    // It is as bad as before, and comes back as a letter of its own.
    var again = waiting(olga, Topics.NOTIFICATIONS, mailbox);
    assertThat(again.path("id").asString()).isNotEqualTo(id);
    assertThat(again.path("bytes").asInt()).isEqualTo(large.length);
  }

  @Test
  void doesNotPutAnOldStateBehindANewerOne() {
    var key = "acme/contact/c" + System.nanoTime();
    var sent =
        new ProducerRecord<String, byte @Nullable []>(Topics.DIRECTORY, 0, key, utf8("{\"v\":1}"));
    world.bean(Publisher.class).sendRaw(sent).join();
    var offset = topics().end(Topics.DIRECTORY, 0) - 1;
    world
        .bean(Publisher.class)
        .sendRaw(new ProducerRecord<>(Topics.DIRECTORY, 0, key, utf8("{\"v\":2}")))
        .join();
    var letter =
        new ProducerRecord<String, byte @Nullable []>(
            Topics.deadLetters(Topics.DIRECTORY), key, utf8("{\"v\":1}"));
    letter.headers().add(DeadLetterHeaders.PARTITION, utf8("0"));
    letter.headers().add(DeadLetterHeaders.OFFSET, utf8(String.valueOf(offset)));
    world.bean(Publisher.class).sendRaw(letter).join();
    await().atMost(PATIENCE).until(() -> byKey(olga, key) != null);

    var answer = olga.post(PATH + "/" + byKey(olga, key).path("id").asString() + "/replay", "{}");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
  }

  @Test
  void belongsToTheTenantOfItsMailboxAlone() {
    var mailbox = world.gmail().connect();
    dead(Topics.CHANGES, mailbox, "{\"tenant\":\"globex\"}");
    var id = waiting(olga, Topics.CHANGES, mailbox).path("id").asString();
    var oscar = world.person("oscar", "globex", "email:read email:admin");
    var everywhere = world.person("root", "", "email:admin");

    assertThat(of(oscar, Topics.CHANGES, mailbox, "waiting")).isEmpty();
    assertThat(oscar.get(PATH + "/" + id).status()).isEqualTo(404);
    assertThat(oscar.post(PATH + "/" + id + "/replay", "{}").status()).isEqualTo(404);
    assertThat(oscar.post(PATH + "/" + id + "/discard", "{}").status()).isEqualTo(404);
    assertThat(everywhere.get(PATH + "/" + id).status()).isEqualTo(200);
    assertThat(of(everywhere, Topics.CHANGES, mailbox, "waiting")).hasSize(1);
    assertThat(world.ana().get(PATH).status()).isEqualTo(403);
    assertThat(world.ana().post(PATH + "/" + id + "/replay", "{}").status()).isEqualTo(403);
    assertThat(world.service().get(PATH).status()).isEqualTo(401);
    assertThat(world.internal().get(PATH).status()).isEqualTo(403);
    assertThat(olga.get(PATH + "/nothing").status()).isEqualTo(404);
    assertThat(olga.get(PATH + "?state=lost").status()).isEqualTo(400);
  }

  @Test
  void listsPageByPage() {
    var mailbox = world.gmail().connect();
    for (var i = 0; i < 3; i++) dead(Topics.VIEW, mailbox, "{\"step\":%d}".formatted(i));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(of(olga, Topics.VIEW, mailbox, "waiting")).hasSize(3));

    var first = olga.get(PATH + "?limit=2&topic=" + Topics.VIEW).json();
    var second =
        olga.get(
                PATH
                    + "?limit=2&topic="
                    + Topics.VIEW
                    + "&cursor="
                    + first.path("nextCursor").asString())
            .json();

    assertThat(first.path("items")).hasSize(2);
    assertThat(second.path("items")).hasSize(1);
    assertThat(second.path("nextCursor").isMissingNode()).isTrue();
    assertThat(ids(first)).doesNotContainAnyElementsOf(ids(second));
  }

  private static List<String> ids(JsonNode page) {
    return page.path("items").valueStream().map(it -> it.path("id").asString()).toList();
  }

  private void put(String topic, String key, byte[] value) {
    world.bean(Publisher.class).sendRaw(new ProducerRecord<>(topic, key, value)).join();
  }

  /// As if some consumer had given it up.
  private void dead(String topic, MailboxId mailbox, String value) {
    put(Topics.deadLetters(topic), mailbox.value(), utf8(value));
  }

  private static String notice(MailboxId mailbox) {
    return "{\"provider\":\"google\",\"mailbox\":\"%s\",\"receivedAt\":\"2026-01-01T00:00:00Z\"}"
        .formatted(mailbox);
  }

  private JsonNode waiting(Http operator, String topic, MailboxId mailbox) {
    await().atMost(PATIENCE).until(() -> !of(operator, topic, mailbox, "waiting").isEmpty());
    return of(operator, topic, mailbox, "waiting").getFirst();
  }

  private static List<JsonNode> of(Http operator, String topic, MailboxId mailbox, String state) {
    var answer = operator.get(PATH + "?limit=200&topic=%s&state=%s".formatted(topic, state));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer
        .json()
        .path("items")
        .valueStream()
        .filter(it -> it.path("mailbox").asString("").equals(mailbox.value()))
        .toList();
  }

  private static @Nullable JsonNode byKey(Http operator, String key) {
    return operator
        .get(PATH + "?topic=" + Topics.DIRECTORY)
        .json()
        .path("items")
        .valueStream()
        .filter(it -> it.path("key").asString("").equals(key))
        .findFirst()
        .orElse(null);
  }

  private TopicAdmin topics() {
    var environment = world.bean(Environment.class);
    return new TopicAdmin(environment.getRequiredProperty("KAFKA_BOOTSTRAP_SERVERS"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
