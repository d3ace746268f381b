package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.MailboxId;
import io.correo.events.Notice;
import io.correo.events.Notice.Lifecycle;
import io.correo.sync.grant.ClientStates;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.world.Answer;
import io.correo.sync.world.World;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may say, the way Microsoft Graph does, that mailboxes have changed.
class GraphPushTest {
  private final World world = World.started();

  @ParameterizedTest
  @ValueSource(strings = {"/webhooks/microsoft", "/webhooks/microsoft/lifecycle"})
  void answersTheHandshakeWithTheTokenAsText(String path) {
    var answer = post(path + "?validationToken=Validation%3a+Are+you+there%3f", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
    assertThat(new String(answer.body())).isEqualTo("Validation: Are you there?");
  }

  @Test
  void letsNobodyMakeAPageOfTheHandshake() {
    var answer =
        post("/webhooks/microsoft?validationToken=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "");

    assertThat(new String(answer.body())).doesNotContain("<").contains("&lt;script&gt;");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(post("/webhooks/microsoft?validationToken=" + "x".repeat(5000), "").status())
        .isEqualTo(400);
  }

  @Test
  void keepsTheNoticesOfSeveralMailboxesOfOnePost() {
    var one = world.gmail().connect();
    var other = world.gmail().connect();

    var answer = send(notice(state(one), "m1"), notice(state(other), "m2"));

    assertThat(answer.status()).isEqualTo(202);
    await()
        .untilAsserted(
            () -> {
              assertThat(world.topics().notices(one)).extracting(Notice::hint).contains("m1");
              assertThat(world.topics().notices(other)).extracting(Notice::hint).contains("m2");
            });
    assertThat(world.topics().notices(one)).extracting(Notice::provider).containsOnly("microsoft");
  }

  @Test
  void passesOverForgedNoticesBesideGoodOnes() {
    var mailbox = world.gmail().connect();
    var stranger = world.gmail().connect();
    var before = world.counted("correo.notices", "outcome", "forged");
    var stolen = state(stranger).replace(stranger.value(), mailbox.value());

    var answer =
        send(
            notice(stolen, "forged"),
            notice("", "forged"),
            "7",
            "{\"subscriptionId\":\"s\"}",
            notice(state(mailbox), "good"));

    assertThat(answer.status()).isEqualTo(202);
    await().untilAsserted(() -> assertThat(hints(mailbox)).containsExactly("good"));
    assertThat(world.counted("correo.notices", "outcome", "forged")).isEqualTo(before + 4);
  }

  @Test
  void gainsAForgerNoRedelivery() {
    assertThat(send(notice("mb_1.x.y", "m")).status()).isEqualTo(202);
  }

  @Test
  void wakesTheMailboxOfANotice() {
    var gmail = world.gmail();
    var mailbox = gmail.imported();
    gmail.losePushes();
    gmail.receive("Quiet");

    send(notice(state(mailbox), "m1"));

    await().untilAsserted(() -> assertThat(world.topics().messages(mailbox, "Quiet")).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource({
    "reauthorizationRequired, RENEW",
    "subscriptionRemoved, REMOVED",
    "missed, MISSED",
    "inventedLater, MISSED"
  })
  void keepsWhatBecameOfASubscription(String event, Lifecycle kept) {
    var mailbox = world.gmail().connect();
    var body =
        "{\"value\":[{\"subscriptionId\":\"s\",\"clientState\":\"%s\",\"lifecycleEvent\":\"%s\"}]}"
            .formatted(state(mailbox), event);

    assertThat(post("/webhooks/microsoft/lifecycle", body).status()).isEqualTo(202);

    await()
        .untilAsserted(
            () ->
                assertThat(world.topics().notices(mailbox))
                    .extracting(Notice::lifecycle)
                    .containsExactly(kept));
  }

  @Test
  void answersATrialAndAnEmptyPost() {
    var trial =
        """
        {"subscriptionId":"NA","clientState":"NA","changeType":"Validation: Testing",
         "resource":"NA","resourceData":{"@odata.type":"NA","@odata.id":"NA","id":"NA"}}""";

    assertThat(send(trial).status()).isEqualTo(202);
    assertThat(post("/webhooks/microsoft", "{\"value\":[],\"validationTokens\":[\"e\"]}").status())
        .isEqualTo(202);
  }

  @Test
  void saysThatItCannotKeepNoticesSoThatTheyComeAgain() {
    var mailbox = world.gmail().connect();
    world.broker().failFor(mailbox.value());

    assertThat(send(notice(state(mailbox), "m1")).status()).isEqualTo(503);

    world.broker().heal();
    assertThat(send(notice(state(mailbox), "m1")).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"value\":7}", "{\"value\":[", "<html></html>"})
  void refusesWhatIsNoPost(String body) {
    assertThat(post("/webhooks/microsoft", body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", "application/octet-stream"})
  void readsNoFurtherThanAPostCanBeLong(String type) {
    var huge = "{\"value\":[" + " ".repeat(1_100_000) + "]}";

    assertThat(world.service().send("POST", "/webhooks/microsoft", type, huge).status())
        .isEqualTo(413);
  }

  private List<String> hints(MailboxId mailbox) {
    return world.topics().notices(mailbox).stream().map(Notice::hint).toList();
  }

  private String state(MailboxId mailbox) {
    return world.bean(ClientStates.class).of(world.bean(Mailboxes.class).find(mailbox));
  }

  private Answer post(String path, String body) {
    return world.service().post(path, body);
  }

  private Answer send(String... notices) {
    var all = Stream.of(notices).collect(Collectors.joining(","));
    return world.service().post("/webhooks/microsoft", "{\"value\":[%s]}".formatted(all));
  }

  private static String notice(String state, String message) {
    return """
        {"subscriptionId":"s","subscriptionExpirationDateTime":"2026-12-19T22:11:09.952Z",
         "clientState":"%s","changeType":"created","resource":"users/u/messages/%s",
         "resourceData":{"@odata.type":"#Microsoft.Graph.Message","id":"%s"}}"""
        .formatted(state, message, message);
  }
}
