package io.correo.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.simulator.RunningSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlTest {

  private RunningSimulator simulator;

  @BeforeAll
  void start() {
    simulator = new RunningSimulator();
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  private String messages(String address) {
    return "/_sim/mailboxes/" + address + "/messages";
  }

  @Test
  void takesAnyBytesAsMailWhateverTheContentTypeSays() {
    var user = simulator.gmail("bytes@control.example");
    var noise = new byte[50_000];
    new Random(7).nextBytes(noise);
    for (var type : List.of("application/x-www-form-urlencoded", "multipart/mixed", "text/plain")) {
      var answer = simulator.call("POST", messages(user.address()), noise, "Content-Type", type);

      assertThat(answer.status()).isEqualTo(201);
      var id = answer.json().path("id").asString();
      assertThat(simulator.get(messages(user.address()) + "/" + id).body()).isEqualTo(noise);
      assertThat(user.get("messages/" + id).status()).isEqualTo(200);
    }
    var form = "Subject: a=b&c=d\r\n\r\nx=1&y=2";
    var answer =
        simulator.call(
            "POST",
            messages(user.address()),
            form.getBytes(),
            "Content-Type",
            "application/x-www-form-urlencoded");
    var id = answer.json().path("id").asString();
    assertThat(simulator.get(messages(user.address()) + "/" + id).text()).isEqualTo(form);
  }

  @Test
  void takesFiftyMegabytes() {
    var user = simulator.gmail("big@control.example");
    var mail = new byte[50 * 1024 * 1024];
    var head = "Subject: big\r\n\r\n".getBytes();
    System.arraycopy(head, 0, mail, 0, head.length);

    var answer = simulator.call("POST", messages(user.address()), mail);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(user.get("messages?q=subject:big").json().path("messages")).hasSize(1);
  }

  @Test
  void tellsTheTruthAndLetsTheUserAct() {
    var user = simulator.gmail("truth@control.example");
    var id = user.receives("Subject: =?utf-8?Q?=C2=A1Hola!?=\nMessage-ID: <t@x>\n\nx\n");
    var path = messages(user.address()) + "/" + id;

    var item = simulator.get(messages(user.address())).json().path("items").get(0);
    assertThat(item.path("subject").asString()).isEqualTo("¡Hola!");
    assertThat(item.path("messageId").asString()).isEqualTo("<t@x>");
    assertThat(item.path("unread").asBoolean()).isTrue();

    simulator.json("PATCH", path, Map.of("unread", false, "starred", true));
    assertThat(user.labels(id)).containsExactly("INBOX", "STARRED");
    simulator.json(
        "PATCH", path, Map.of("addLabels", List.of("Clientes"), "removeLabels", List.of("INBOX")));
    assertThat(
            simulator
                .get(messages(user.address()))
                .json()
                .path("items")
                .get(0)
                .path("labels")
                .toString())
        .isEqualTo("[\"Clientes\",\"STARRED\"]");
    simulator.json("PATCH", path, Map.of("labels", List.of("INBOX", "UNREAD")));
    assertThat(user.labels(id)).containsExactly("INBOX", "UNREAD");
    simulator.json("PATCH", path, Map.of("trash", true));
    assertThat(user.labels(id)).containsExactly("TRASH", "UNREAD");
    assertThat(simulator.call("DELETE", path, new byte[0]).status()).isEqualTo(204);
    assertThat(simulator.call("DELETE", path, new byte[0]).status()).isEqualTo(404);
    assertThat(simulator.get(messages("nobody@control.example")).status()).isEqualTo(404);
  }

  @Test
  void tellsOnePlaceInOutlookAndLetsTheUserActThere() {
    var user = simulator.outlook("truth2@control.example");
    var id = user.receives("Subject: a\n\nx\n");

    assertThat(place(user)).isEqualTo("inbox");
    user.does(id, Map.of("folder", "Clientes/Obra", "unread", false, "starred", true));
    assertThat(place(user)).isEqualTo("Clientes/Obra");
    assertThat(user.message(id).path("isRead").asBoolean()).isTrue();
    assertThat(user.message(id).path("flag").path("flagStatus").asString()).isEqualTo("flagged");
    user.does(id, Map.of("trash", true));
    assertThat(place(user)).isEqualTo("trash");
    user.does(id, Map.of("trash", false));
    assertThat(place(user)).isEqualTo("inbox");
    user.does(id, Map.of("folder", "Junk Email"));
    assertThat(place(user)).isEqualTo("spam");
    var path = messages(user.address()) + "/" + id;
    assertThat(simulator.call("DELETE", path, new byte[0]).status()).isEqualTo(204);
    assertThat(user.get("messages/" + id).status()).isEqualTo(404);
  }

  private static String place(RunningSimulator.OutlookUser user) {
    return user.truth().get(0).path("folder").asString();
  }

  @Test
  void letsTheUserWriteDraftsAsEachProviderKeepsThem() {
    var gmail = "/_sim/mailboxes/" + simulator.gmail("drafts@control.example").address();
    var outlook = "/_sim/mailboxes/" + simulator.outlook("drafts2@control.example").address();

    for (var mailbox : List.of(gmail, outlook)) {
      var drafts = mailbox + "/drafts";
      var first = simulator.call("POST", drafts, "Subject: a\r\n\r\nx".getBytes());
      var id = first.json().path("id").asString();
      var next = simulator.call("PUT", drafts + "/" + id, "Subject: b\r\n\r\ny".getBytes());

      assertThat(next.status()).isEqualTo(200);
      assertThat(next.json().path("id").asString().equals(id)).isEqualTo(mailbox.equals(outlook));
      var items = simulator.get(mailbox + "/messages").json().path("items");
      assertThat(items).hasSize(1);
      assertThat(items.get(0).path("subject").asString()).isEqualTo("b");
      assertThat(items.get(0).path("draft").asBoolean()).isTrue();
    }
  }

  @Test
  void refusesToRewriteWhatIsNoDraft() {
    var mailbox = "/_sim/mailboxes/" + simulator.gmail("letter@control.example").address();
    var mail = "Subject: a\r\n\r\nx".getBytes();
    var letter = simulator.call("POST", mailbox + "/messages", mail).json().path("id").asString();

    assertThat(simulator.call("PUT", mailbox + "/drafts/" + letter, mail).status()).isEqualTo(404);
  }

  @Test
  void changesCrmRecordsAndUsers() {
    simulator.json(
        "PUT",
        "/_sim/crm/contacts/c1",
        Map.of(
            "tenant", "globex",
            "label", "Marta",
            "addresses", List.of("marta@x.example"),
            "accounts", List.of("a1"),
            "fields", Map.of("role", "CFO")));
    simulator.json("PUT", "/_sim/crm/users/zoe", Map.of("tenant", "globex", "label", "Zoe"));
    simulator.json("PUT", "/_sim/crm/records/d1", Map.of("type", "deal", "label", "Deal"));

    var items = simulator.get("/_sim/crm").json().path("items");
    assertThat(items.toString()).contains("\"role\":\"CFO\"").contains("\"deal\"");
    var signedIn =
        simulator.form("/crm/oauth/token", Map.of("grant_type", "password", "username", "zoe"));
    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(simulator.call("DELETE", "/_sim/crm/contacts/c1", new byte[0]).status())
        .isEqualTo(204);
    assertThat(simulator.call("DELETE", "/_sim/crm/contacts/c1", new byte[0]).status())
        .isEqualTo(404);
    assertThat(simulator.get("/_sim/crm").json().path("items").toString()).doesNotContain("Marta");
    assertThat(simulator.json("PUT", "/_sim/crm/accounts/x", List.of()).status()).isEqualTo(400);
  }

  @Test
  void refusesWhoSpendsTooMuchAndOnlyThem() {
    try (var strict = new RunningSimulator("--simulator.google.units-per-minute=100")) {
      var ana = strict.gmail("ana@quota.example");
      var bruno = strict.gmail("bruno@quota.example");
      var refused = new ArrayList<String>();
      for (int i = 0; i < 60; i++) {
        var answer = ana.get("messages?maxResults=1");
        if (answer.status() != 200) {
          refused.add(
              answer.status() + " " + (answer.header("Retry-After").isEmpty() ? "-" : "later"));
          assertThat(answer.json().path("error").path("errors").get(0).path("reason").asString())
              .endsWith("ateLimitExceeded");
        }
      }

      assertThat(refused).hasSize(40).contains("429 later", "403 later", "429 -", "403 -");
      assertThat(bruno.get("messages").status()).isEqualTo(200);
      var spent = strict.get("/_sim/quota").json().path("items").get(0);
      assertThat(spent.path("address").asString()).isEqualTo("ana@quota.example");
      assertThat(spent.path("units").asInt()).isEqualTo(100);
      assertThat(spent.path("methods").path("messages.list").asInt()).isEqualTo(60);
      assertThat(spent.path("throttled").asInt()).isEqualTo(40);
    }
  }
}
