package io.correo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.e2e.client.Crm;
import io.correo.e2e.client.Http;
import io.correo.e2e.client.Http.Answer;
import io.correo.e2e.client.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bad input at every door gets its documented answer: never a 500, never a stack trace.
class BadInputTest {
  private static final String ANA = "ana@acme.example";
  private static final List<String> WRITES = List.of("POST", "PUT", "PATCH");

  private final Stage stage = Stage.shared();
  private final World world = stage.world();
  private final Crm ana = stage.as("ana");

  /// Every path of the API with ids that do not exist.
  static Stream<String> doors() {
    return Stream.of(
        "GET /session",
        "GET /settings",
        "PATCH /settings",
        "GET /mailboxes",
        "GET /mailboxes/mb_nowhere",
        "PATCH /mailboxes/mb_nowhere",
        "DELETE /mailboxes/mb_nowhere",
        "POST /mailboxes/connections",
        "POST /mailboxes/connections/nowhere/completion",
        "POST /mailboxes/mb_nowhere/reauthorization",
        "GET /mailboxes/mb_nowhere/health",
        "POST /mailboxes/mb_nowhere/census",
        "POST /mailboxes/mb_nowhere/import/pause",
        "GET /folders?mailbox=mb_nowhere",
        "GET /threads?mailbox=mb_nowhere",
        "GET /threads/t_nowhere",
        "GET /messages/m_nowhere",
        "GET /messages/m_nowhere/body",
        "GET /messages/m_nowhere/raw",
        "GET /messages/m_nowhere/attachments/a_nowhere",
        "GET /messages/m_nowhere/attachments.zip",
        "POST /actions",
        "GET /operations/op_nowhere",
        "GET /operations/op_nowhere/items",
        "POST /operations/op_nowhere/undo",
        "PUT /threads/t_nowhere/visibility",
        "POST /drafts",
        "GET /drafts/d_nowhere",
        "PUT /drafts/d_nowhere",
        "DELETE /drafts/d_nowhere",
        "POST /drafts/d_nowhere/attachments?name=x.txt",
        "POST /drafts/d_nowhere/send",
        "GET /sends/s_nowhere",
        "PATCH /sends/s_nowhere",
        "POST /sends/s_nowhere/cancel",
        "POST /templates",
        "GET /templates/nowhere",
        "GET /search?q=x",
        "GET /contacts?q=x",
        "GET /crm/accounts?q=x",
        "GET /crm/accounts/nowhere",
        "GET /crm/accounts/nowhere/threads",
        "GET /records/deal/nowhere/threads",
        "PUT /threads/t_nowhere/links",
        "DELETE /threads/t_nowhere/links",
        "GET /messages/m_nowhere/links",
        "GET /links/review",
        "POST /links/review/nowhere",
        "GET /sharing-rules",
        "PUT /crm/directory",
        "GET /admin/lanes",
        "GET /admin/tenants",
        "PUT /admin/tenants/nowhere/lane",
        "GET /admin/mailboxes",
        "POST /admin/mailboxes/mb_nowhere/republish",
        "GET /admin/dead-letters",
        "GET /admin/dead-letters/nowhere",
        "POST /admin/dead-letters/nowhere/replay",
        "POST /admin/dead-letters/nowhere/discard",
        "GET /events");
  }

  @ParameterizedTest
  @MethodSource("doors")
  void asksWhoeverBringsNoGoodTokenToSignIn(String door) {
    var expired = world.token("ana", "expires_in=-60");
    var foreign = world.token("ana", "audience=somebody-else");

    for (var token : new @Nullable String[] {null, "rubbish", expired, foreign}) {
      var answer = knock(new Http(stage.url() + "/api/v1", token), door, Map.of());
      assertThat(answer.status()).as(door + " " + answer.text()).isIn(401, 403);
      assertThat(answer.problem()).isIn("unauthorized", "link-invalid");
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void answersUnknownIdsAndEmptyBodiesWithADocumentedProblem(String door) {
    if (door.endsWith("/events")) return; // a live feed is no list
    var answer = knock(ana.http(), door, Map.of());

    assertDocumented(door, answer);
    if (door.contains("/admin/")) {
      assertThat(answer.status()).as(answer.text()).isEqualTo(403); // Ana is no operator
    } else if (door.contains("nowhere") && door.startsWith("GET")) {
      assertThat(answer.status()).as(answer.text()).isIn(404, 200);
      if (answer.status() == 200) assertThat(answer.json().path("items").isEmpty()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void refusesWhatIsNotJson(String door) {
    var method = door.substring(0, door.indexOf(' '));
    if (!WRITES.contains(method) || door.contains("attachments")) return;
    for (var body : List.of("{\"action\":", "[1,2", "\u0000\u0001", "{\"a\":1}}}", "nul")) {
      var answer = knock(ana.http(), door, body);

      assertDocumented(door, answer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/threads?limit=0, invalid-request",
    "/threads?limit=201, invalid-request",
    "/threads?limit=many, invalid-request",
    "/threads?cursor=rubbish, invalid-cursor",
    "/threads?role=attic, invalid-request",
    "/threads?unread=perhaps, invalid-request",
    "/search?q=x&kind=dreams, invalid-request",
    "/search?q=x&cursor=rubbish, invalid-cursor",
    "/search?q=x&limit=0, invalid-request"
  })
  void namesTheParameterThatIsWrong(String path, String problem) {
    var answer = ana.http().send("GET", path, null);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo(problem);
  }

  @Test
  void refusesAnUnknownActionAndAnOversizedBody() {
    var action =
        ana.http().send("POST", "/actions", Map.of("action", "paint", "messages", List.of("m_1")));
    var huge = ana.http().send("POST", "/drafts", "{\"html\":\"" + "x".repeat(5_000_000) + "\"}");

    assertThat(action.status()).as(action.text()).isIn(400, 422);
    assertThat(huge.status()).isEqualTo(413);
    assertThat(huge.problem()).isEqualTo("payload-too-large");
  }

  @Test
  void refusesHeadersSmuggledIntoADraft() {
    for (var bad : List.of("x\r\nBcc: spy@out.example", "x\u0000y")) {
      var draft = new HashMap<String, Object>();
      draft.put("mailbox", ana.mailbox(ANA));
      draft.put("kind", "new");
      draft.put("subject", bad);
      draft.put("to", List.of(Map.of("address", "a@b.example")));
      draft.put("html", "");

      var answer = ana.http().send("POST", "/drafts", draft);

      assertThat(answer.status()).as(answer.text()).isIn(400, 422);
    }
  }

  @Test
  void hidesWhatBelongsToAnotherTenant() {
    var row = ana.get("/threads?role=inbox&limit=1").path("items").get(0);
    var thread = row.path("id").asString();
    var message = ana.get("/threads/" + thread).path("messages").get(0).path("id").asString();
    var mailbox = ana.mailbox(ANA);
    var stranger = stage.as("diego").http();

    for (var path :
        List.of(
            "/threads/" + thread,
            "/messages/" + message,
            "/messages/" + message + "/body",
            "/messages/" + message + "/raw",
            "/messages/" + message + "/links",
            "/mailboxes/" + mailbox,
            "/mailboxes/" + mailbox + "/health",
            "/folders?mailbox=" + mailbox,
            "/threads?mailbox=" + mailbox)) {
      var answer = stranger.send("GET", path, null);
      assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(404);
    }
    var acted =
        stranger.send("POST", "/actions", Map.of("action", "trash", "messages", List.of(message)));
    assertThat(acted.text()).doesNotContain("accepted");
    var draft = stranger.send("POST", "/drafts", Map.of("kind", "reply", "of", message));
    assertThat(draft.status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "not json", "{\"message\":{\"data\":\"%%%\"}}"})
  void refusesAPushThatGoogleDidNotSign(String body) {
    var stranger = new Http(stage.url(), null);
    var bearer = Map.of("Authorization", "Bearer " + world.token("ana"));

    var without = stranger.send("POST", "/webhooks/google", body);
    var forged = stranger.send("POST", "/webhooks/google", body, bearer);

    assertThat(without.status()).as(without.text()).isIn(400, 401);
    assertThat(forged.status()).as(forged.text()).isIn(400, 401, 403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/webhooks/microsoft", "/webhooks/microsoft/lifecycle"})
  void takesNoNoticeThatMicrosoftWasNotToldHowToSign(String door) {
    var stranger = new Http(stage.url(), null);
    var forged =
        """
        {"value": [{"subscriptionId": "NA", "changeType": "created", "clientState": "%s.x.y",
          "resourceData": {"id": "AAMk"}}]}
        """
            .formatted(ana.mailbox("ana@acme-mail.example"));

    // Passed over: what gets no 2xx is sent again, and again.
    assertThat(stranger.send("POST", door, forged).status()).isEqualTo(202);
    for (var body : List.of("", "[]", "not json", "{\"value\":7}", "x".repeat(8 << 20))) {
      var answer = stranger.send("POST", door, body);

      assertDocumented(door, answer);
      assertThat(answer.status()).as(answer.text()).isIn(400, 413);
    }
    var asked = stranger.send("POST", door + "?validationToken=%3Cb%3Eis%20it%3C/b%3E", "");
    assertThat(asked.headers().get("content-type")).startsWith("text/plain");
    assertThat(asked.text()).doesNotContain("<b>");
  }

  @Test
  void refusesForgedConsent() {
    var unlisted =
        ana.http()
            .send(
                "POST",
                "/mailboxes/connections",
                Map.of("provider", "google", "returnTo", "https://evil.example/"));
    var unknown =
        ana.http()
            .send(
                "POST",
                "/mailboxes/connections",
                Map.of("provider", "pigeon", "returnTo", stage.url() + "/"));
    var begun =
        ana.http()
            .post(
                "/mailboxes/connections",
                Map.of("provider", "google", "returnTo", stage.url() + "/"));
    var state = begun.path("state").asString();
    var other =
        stage
            .as("bruno")
            .http()
            .send("POST", "/mailboxes/connections/" + state + "/completion", Map.of());

    assertThat(unlisted.status()).as(unlisted.text()).isIn(400, 422);
    assertThat(unknown.status()).as(unknown.text()).isIn(400, 422);
    assertThat(other.status()).as(other.text()).isIn(404, 403);
    var callback =
        new Http(stage.url(), null).send("GET", "/oauth/google/callback?state=x&code=y", null);
    assertThat(callback.status()).as(callback.text()).isIn(302, 303, 400, 404);
    assertThat(callback.text()).doesNotContain("Exception");
  }

  @Test
  void keepsAdministrationFromUsersAndModulesFromMailboxes() {
    var module =
        new Crm(stage.url(), world.moduleToken("acme-module", "acme-module-secret")).http();

    assertThat(ana.http().send("PUT", "/crm/directory", Map.of("items", List.of())).status())
        .isEqualTo(403);
    assertThat(module.send("POST", "/actions", Map.of("action", "read")).status()).isEqualTo(403);
    assertThat(module.send("POST", "/drafts", Map.of("kind", "new")).status()).isEqualTo(403);
    assertThat(module.send("GET", "/threads?role=inbox", null).json().path("items").isEmpty())
        .isTrue();
  }

  private static Answer knock(Http http, String door, Object body) {
    var method = door.substring(0, door.indexOf(' '));
    var path = door.substring(door.indexOf(' ') + 1);
    return http.send(method, path, WRITES.contains(method) ? body : null);
  }

  private static void assertDocumented(String door, Answer answer) {
    assertThat(answer.status()).as(door + " " + answer.text()).isLessThan(500);
    assertThat(answer.text()).doesNotContain("Exception").doesNotContain("\tat ");
    if (answer.status() >= 400) {
      assertThat(answer.problem()).as(door + " " + answer.text()).isNotBlank();
      assertThat(answer.headers().getOrDefault("content-type", ""))
          .startsWith("application/problem+json");
    }
  }
}
