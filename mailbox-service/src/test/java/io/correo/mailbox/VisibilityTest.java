package io.correo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.Json;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who sees what: the owner, a colleague, a module, somebody of another tenant.
class VisibilityTest {
  private final World world = World.get();
  private final String id = java.util.UUID.randomUUID().toString().substring(0, 6);
  private final String owner = "ana-vis-" + id;
  private final String colleague = "bruno-vis-" + id;
  private final String account = "obra-" + id;
  private final String foreign = TestBeans.token("carla", "globex", "email:read");
  private MailSim ana;
  private MessageUpserted linked;
  private MessageUpserted hidden;

  @BeforeEach
  void deliver() {
    ana = world.mailbox(owner, "ana@acme.example");
    linked =
        ana.letter("Offer")
            .text("Secret words")
            .file("2", "plan.pdf", "application/pdf", null)
            .delivered();
    hidden = ana.letter("Doctor").from("Dr", "dr@clinic.example").delivered();
    ana.link(linked, 1, account);
    ana.link(hidden, 1);
    await().until(() -> rows(world.token(owner), account).size() == 1);
    await().until(() -> world.get(owner, "/threads").get("items").size() == 2);
  }

  @Test
  void letsColleaguesAndModulesSeeOnlyWhatIsLinkedToARecord() {
    for (var token : List.of(world.token(colleague), world.module())) {
      assertThat(rows(token, account)).containsExactly("Offer");
      assertThat(status(token, "/threads/" + linked.thread())).isEqualTo(200);
      assertThat(status(token, "/messages/" + linked.message())).isEqualTo(200);
      assertThat(status(token, "/messages/" + linked.message() + "/body")).isEqualTo(200);
      assertThat(status(token, "/threads/" + hidden.thread())).isEqualTo(404);
      assertThat(status(token, "/messages/" + hidden.message())).isEqualTo(404);
      assertThat(status(token, "/messages/" + hidden.message() + "/body")).isEqualTo(404);
      assertThat(status(token, "/messages/" + hidden.message() + "/raw")).isEqualTo(404);
      assertThat(body(token, "/contacts/dr@clinic.example/threads")).doesNotContain("Doctor");
      assertThat(body(token, "/threads")).contains("\"items\":[]");
      assertThat(status(token, "/threads?mailbox=" + ana.id)).isEqualTo(404);
      assertThat(status(token, "/folders?mailbox=" + ana.id)).isEqualTo(404);
      var ids = "/messages?ids=" + linked.message() + "," + hidden.message();
      assertThat(Json.mapper().readTree(body(token, ids)).get("items")).hasSize(1);
    }
    assertThat(rows(world.token(owner), account)).containsExactly("Offer");
    assertThat(body(world.token(owner), "/contacts/dr@clinic.example/threads")).contains("Doctor");
  }

  @Test
  void keepsTenantsApart() {
    assertThat(rows(foreign, account)).isEmpty();
    for (var path :
        List.of(
            "/threads/" + linked.thread(),
            "/messages/" + linked.message(),
            "/messages/" + linked.message() + "/body",
            "/messages/" + linked.message() + "/attachments.zip")) {
      assertThat(status(foreign, path)).as(path).isEqualTo(404);
    }
    assertThat(body(foreign, "/contacts/marta@obra.example/threads")).contains("\"items\":[]");
    assertThat(act(foreign, linked)).isEqualTo(404);
  }

  @Test
  void refusesWithoutTokenOrScope() {
    for (var path : List.of("/threads", "/session", "/messages/" + linked.message() + "/body")) {
      assertThat(status(null, path)).as(path).isEqualTo(401);
      assertThat(status(TestBeans.token("x", world.acme.value(), "other"), path)).isEqualTo(403);
    }
    var internal =
        world.base().replace("/api/v1", "")
            + "/internal/messages/"
            + linked.message()
            + "?tenant="
            + world.acme
            + "&user=";
    assertThat(status(world.token(owner), internal + owner)).isEqualTo(403);
    var service = TestBeans.token("services", "", "email:internal");
    assertThat(status(service, internal + owner)).isEqualTo(200);
    assertThat(body(service, internal + owner)).contains("Secret words").contains("\"ref\"");
    assertThat(status(service, internal + colleague)).isEqualTo(404);
  }

  @Test
  void letsNobodyButTheOwnerAct() {
    assertThat(act(world.token(colleague), linked)).isEqualTo(403);
    assertThat(act(world.token(colleague), hidden)).isEqualTo(404);
    assertThat(share(world.token(colleague), Visibility.PRIVATE)).isEqualTo(403);
    assertThat(act(world.module(), linked)).isEqualTo(403);
  }

  @Test
  void showsAsMuchAsTheConversationsVisibilityAllows() {
    var token = world.token(colleague);

    assertThat(share(world.token(owner), Visibility.SUBJECT)).isEqualTo(200);
    var message = body(token, "/messages/" + linked.message());
    assertThat(message).contains("\"Offer\"").doesNotContain("Secret", "plan.pdf", "\"bcc\"");
    assertThat(status(token, "/messages/" + linked.message() + "/body")).isEqualTo(403);
    assertThat(status(token, "/messages/" + linked.message() + "/raw")).isEqualTo(403);

    share(world.token(owner), Visibility.METADATA);
    assertThat(body(token, "/threads/" + linked.thread()))
        .contains("marta@obra.example")
        .doesNotContain("Offer", "Secret");
    assertThat(body(token, "/crm/accounts/" + account + "/threads")).doesNotContain("Offer");

    share(world.token(owner), Visibility.PRIVATE);
    assertThat(status(token, "/threads/" + linked.thread())).isEqualTo(404);
    assertThat(rows(token, account)).isEmpty();
    assertThat(rows(world.token(owner), account)).containsExactly("Offer");
  }

  @Test
  void givesMoreToAColleagueWhoAsked() {
    var token = world.token(colleague);
    share(world.token(owner), Visibility.METADATA);

    var asked =
        world.call(token, "POST", "/access-requests", Map.of("thread", linked.thread().value()));
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
    var request = Json.mapper().readTree(asked.body()).get("id").asString();
    assertThat(body(world.token(owner), "/access-requests")).contains("for-me").contains(request);
    assertThat(
            world
                .call(token, "POST", "/access-requests/" + request, Map.of("grant", true))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            world
                .call(
                    world.token(owner),
                    "POST",
                    "/access-requests/" + request,
                    Map.of("grant", true))
                .statusCode())
        .isEqualTo(200);

    assertThat(body(token, "/threads/" + linked.thread())).contains("Offer");
    assertThat(status(token, "/messages/" + linked.message() + "/body")).isEqualTo(200);
    assertThat(body(world.token("carlos"), "/threads/" + linked.thread())).doesNotContain("Offer");
  }

  @Test
  void followsTheMailboxesVisibility() {
    ana.account = world.account(ana.id, owner, ana.address, true, Visibility.PRIVATE);
    world.tell(ana.account);

    await().until(() -> rows(world.token(colleague), account).isEmpty());
    assertThat(status(world.token(colleague), "/messages/" + linked.message())).isEqualTo(404);
  }

  private int share(String token, Visibility visibility) {
    return world
        .call(
            token,
            "PUT",
            "/threads/" + linked.thread() + "/visibility",
            Map.of("visibility", visibility))
        .statusCode();
  }

  private int act(String token, MessageUpserted message) {
    return world
        .call(
            token,
            "POST",
            "/actions",
            Map.of("action", "trash", "messages", List.of(message.message().value())))
        .statusCode();
  }

  private List<String> rows(String token, String account) {
    var subjects = new ArrayList<String>();
    Json.mapper()
        .readTree(body(token, "/crm/accounts/" + account + "/threads"))
        .get("items")
        .forEach(row -> subjects.add(row.path("subject").asString("")));
    return subjects;
  }

  private int status(String token, String path) {
    return world.call(token, "GET", path, null).statusCode();
  }

  private String body(String token, String path) {
    return world.call(token, "GET", path, null).body();
  }
}
