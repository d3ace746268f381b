package io.correo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.sync.world.Answer;
import io.correo.sync.world.World;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// How a mailbox is connected, and how it is not.
class ConnectionTest {
  private final World world = World.started();

  @Test
  void completesOnceAndShowsTheSameMailboxAfterwards() {
    var gmail = world.gmail();
    var state = gmail.consent(world.ana());

    var first = complete(state);
    var second = complete(state);

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
    assertThat(first.json().path("address").asString()).isEqualTo(gmail.address());
    assertThat(first.json().path("owner").asString()).isEqualTo("ana");
    assertThat(first.json().path("capabilities").path("star").asBoolean()).isTrue();
    assertThat(world.ana().get("/api/v1/mailboxes").json().path("items").toString())
        .contains(gmail.address());
  }

  @Test
  void sendsTheBrowserBackWithTheConnection() {
    var asked = ask(World.PAGE + "?tab=2#inbox", world.gmail().address());

    var end = world.gmail().follow(asked.json().path("authorizationUrl").asString());

    assertThat(end)
        .isEqualTo(
            World.PAGE + "?tab=2&connection=" + asked.json().path("state").asString() + "#inbox");
  }

  @Test
  void tellsThePageThatTheUserSaidNo() {
    var asked = ask(World.PAGE, world.gmail().address());
    var state = asked.json().path("state").asString();

    var back = world.service().get("/oauth/google/callback?error=access_denied&state=" + state);

    assertThat(back.header("Location"))
        .isEqualTo(World.PAGE + "?connection=" + state + "&error=access_denied");
    assertThat(complete(state).status()).isEqualTo(422);
  }

  @Test
  void refusesToSendPeopleElsewhere() {
    for (var elsewhere :
        new String[] {
          "https://evil.example/",
          "http://crm.example.evil.example/",
          "javascript:alert(1)",
          "http://crm.example@evil.example/",
          "//evil.example"
        }) {
      var asked = ask(elsewhere, "a@acme.example");

      assertThat(asked.status()).as(elsewhere).isEqualTo(400);
      assertThat(asked.json().path("errors").path(0).path("field").asString())
          .isEqualTo("returnTo");
    }
  }

  @Test
  void letsNobodyElseCompleteAConnection() {
    var state = world.gmail().consent(world.ana());

    var bruno = world.service().as(world.user("bruno"));

    assertThat(bruno.post("/api/v1/mailboxes/connections/" + state + "/completion", "{}").status())
        .isEqualTo(404);
    assertThat(complete(state).status()).isEqualTo(201);
  }

  @Test
  void takesAStateOnce() {
    var state = world.gmail().consent(world.ana());

    assertThat(world.service().get("/oauth/google/callback?code=x&state=" + state).status())
        .isEqualTo(409);
    assertThat(world.service().get("/oauth/google/callback?code=x&state=made-up").status())
        .isEqualTo(404);
  }

  @Test
  void showsAMailboxToItsOwnerOnly() {
    var mailbox = world.gmail().connect();
    var path = "/api/v1/mailboxes/" + mailbox;
    var bruno = world.service().as(world.user("bruno"));

    assertThat(bruno.get(path).status()).isEqualTo(404);
    assertThat(bruno.get(path + "/health").status()).isEqualTo(404);
    assertThat(bruno.send("DELETE", path, "application/json", "").status()).isEqualTo(404);
    assertThat(bruno.post(path + "/census", "{}").status()).isEqualTo(404);
    assertThat(world.service().get(path).status()).isEqualTo(401);
    assertThat(world.ana().get(path).status()).isEqualTo(200);
  }

  @Test
  void keepsASignatureAndTakesItAway() {
    var path = "/api/v1/mailboxes/" + world.gmail().connect();

    var signed = patch(path, "{\"signature\":\"<b>Ana</b>\",\"visibility\":\"metadata\"}");
    var bare = patch(path, "{\"signature\":null}");

    assertThat(signed.path("signature").asString()).isEqualTo("<b>Ana</b>");
    assertThat(signed.path("visibility").asString()).isEqualTo("metadata");
    assertThat(bare.path("signature").isNull()).isTrue();
    assertThat(bare.path("visibility").asString()).isEqualTo("metadata");
  }

  @Test
  void leasesGrantsToServicesOnly() {
    var mailbox = world.gmail().connect();
    var wanted = "{\"mailbox\":\"%s\",\"purpose\":\"compose\"}".formatted(mailbox);

    var leased = world.internal().post("/internal/grants", wanted);

    assertThat(world.ana().post("/internal/grants", wanted).status()).isEqualTo(403);
    assertThat(leased.status()).isEqualTo(200);
    assertThat(leased.json().path("accessToken").asString()).isNotEmpty();
    assertThat(leased.json().path("unitsPerMinute").asInt()).isEqualTo(585);
    var slow = "{\"mailbox\":\"%s\",\"retryAfterSeconds\":30,\"wholeProject\":false}";
    world.internal().post("/internal/throttled", slow.formatted(mailbox));
    var throttled = world.internal().post("/internal/grants", wanted);
    assertThat(throttled.status()).isEqualTo(503);
    assertThat(Integer.parseInt(throttled.header("Retry-After"))).isBetween(25, 30);
  }

  private JsonNode patch(String path, String json) {
    return world.ana().send("PATCH", path, "application/json", json).json();
  }

  private Answer ask(String returnTo, String hint) {
    return world
        .ana()
        .post(
            "/api/v1/mailboxes/connections",
            "{\"provider\":\"google\",\"returnTo\":\"%s\",\"loginHint\":\"%s\"}"
                .formatted(returnTo, hint));
  }

  private Answer complete(String state) {
    return world.ana().post("/api/v1/mailboxes/connections/" + state + "/completion", "{}");
  }
}
