package io.correo.simulator.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.simulator.RunningSimulator;
import io.correo.simulator.RunningSimulator.Answer;
import io.correo.simulator.RunningSimulator.OutlookUser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutlookReadingTest {

  private static final String OFFER =
      """
      From: =?UTF-8?Q?Marta_Gil=C3=A9?= <marta@norte.example>
      To: ana@x.example
      Cc: "Robles, Iván" <ivan@norte.example>
      Subject: Offer
      Message-ID: <offer@norte.example>
      X-Campaign: spring
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/html; charset=utf-8

      <p>Hello <b>Ana</b></p>
      --b
      Content-Type: application/pdf; name="offer.pdf"
      Content-Disposition: attachment; filename="offer.pdf"
      Content-Transfer-Encoding: base64

      JVBERi0xLjQ=
      --b
      Content-Type: message/rfc822

      Subject: Inner
      From: x@y.example

      inside
      --b--
      """;

  private RunningSimulator simulator;
  private OutlookUser ana;
  private int n;

  @BeforeAll
  void start() {
    simulator = new RunningSimulator();
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @BeforeEach
  void open() {
    ana = simulator.outlook("ana" + ++n + "@reading.example");
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var ids = new ArrayList<String>();
    answer.json().path("value").forEach(item -> ids.add(item.path("id").asString()));
    return ids;
  }

  private static String code(Answer answer) {
    return answer.status() + " " + answer.json().path("error").path("code").asString();
  }

  @Test
  void showsAMessageTheWayGraphDoes() {
    var id = ana.receives(OFFER);

    var message = ana.message(id);

    assertThat(message.path("subject").asString()).isEqualTo("Offer");
    assertThat(message.path("from").path("emailAddress").path("name").asString())
        .isEqualTo("Marta Gilé");
    assertThat(message.path("ccRecipients").get(0).path("emailAddress").path("address").asString())
        .isEqualTo("ivan@norte.example");
    assertThat(message.path("body").path("contentType").asString()).isEqualTo("html");
    assertThat(message.path("hasAttachments").asBoolean()).isTrue();
    assertThat(message.path("isRead").asBoolean()).isFalse();
    assertThat(message.path("parentFolderId").asString()).isEqualTo(ana.folder("inbox"));
    assertThat(message.has("internetMessageHeaders")).isFalse();
    assertThat(ana.get("messages/" + id + "/$value").text()).contains("X-Campaign: spring");
  }

  @Test
  void givesOnlyWhatIsSelectedAndBodiesAsPreferred() {
    var id = ana.receives(OFFER);

    var selected = ana.get("messages/" + id + "?$select=subject,internetMessageHeaders").json();
    var text = ana.get("messages/" + id + "?$select=body", "outlook.body-content-type=\"text\"");

    assertThat(selected.has("body")).isFalse();
    assertThat(selected.path("internetMessageHeaders").toString()).contains("X-Campaign");
    assertThat(text.json().path("body").path("content").asString().strip()).isEqualTo("Hello Ana");
    assertThat(text.header("Preference-Applied")).contains("text");
    assertThat(ana.get("messages/" + id + "?$select=nonsense").status()).isEqualTo(400);
  }

  @Test
  void findsByExtendedPropertyAndByHeader() {
    ana.receives("Subject: other\n\nx\n");
    var id = ana.receives(OFFER);
    var property = "String {00020386-0000-0000-C000-000000000046} Name x-campaign";
    var filter =
        "singleValueExtendedProperties/any(ep: ep/id eq '"
            + property
            + "' and ep/value eq 'spring')";
    var expand = "singleValueExtendedProperties($filter=id eq '" + property + "')";

    var found =
        ana.get(
            "messages?$filter="
                + RunningSimulator.encode(filter)
                + "&$expand="
                + RunningSimulator.encode(expand));

    assertThat(ids(found)).containsExactly(id);
    assertThat(
            found
                .json()
                .path("value")
                .get(0)
                .path("singleValueExtendedProperties")
                .get(0)
                .path("value")
                .asString())
        .isEqualTo("spring");
  }

  @Test
  void filtersAsMailProgramsDo() {
    var first = ana.receives("Subject: a\nMessage-ID: <a@x>\n\nx\n");
    var reply = ana.receives("Subject: Re: a\nIn-Reply-To: <a@x>\nMessage-ID: <b@x>\n\nx\n");
    var other = ana.receives("Subject: c\n\nx\n");
    ana.does(other, Map.of("unread", false));
    var conversation = ana.message(first).path("conversationId").asString();

    assertThat(ids(filter("conversationId eq '" + conversation + "'")))
        .containsExactlyInAnyOrder(first, reply);
    assertThat(ids(filter("internetMessageId eq '<b@x>'"))).containsExactly(reply);
    assertThat(ids(filter("isRead eq true"))).containsExactly(other);
    assertThat(ids(filter("isDraft eq false and receivedDateTime ge 2020-01-01T00:00:00Z")))
        .hasSize(3);
    assertThat(ids(filter("receivedDateTime lt 2020-01-01T00:00:00Z"))).isEmpty();
    assertThat(ids(filter("not (isRead eq true) and startswith(subject,'Re')")))
        .containsExactly(reply);
    assertThat(filter("isRead eq").status()).isEqualTo(400);
    assertThat(ana.get("messages/$count?$filter=isRead%20eq%20true").text()).isEqualTo("1");
  }

  private Answer filter(String filter) {
    return ana.get("messages?$filter=" + RunningSimulator.encode(filter));
  }

  @Test
  void sortsOnlyByWhatItFiltersByFirst() {
    var by = "&$orderby=receivedDateTime%20desc";

    assertThat(code(ana.get("messages?$filter=isRead%20eq%20true" + by)))
        .isEqualTo("400 InefficientFilter");
    assertThat(
            ids(
                ana.get(
                    "messages?$filter=receivedDateTime%20ge%202020-01-01%20and%20isRead%20eq%20true"
                        + by)))
        .isEmpty();
  }

  @Test
  void pagesByAbsoluteLinks() {
    for (int i = 0; i < 25; i++) {
      ana.receives("Subject: " + i + "\n\nx\n");
    }
    var seen = new ArrayList<String>();
    var link = "mailFolders/inbox/messages?$select=subject&$top=10&$count=true";
    int pages = 0;
    while (!link.isEmpty()) {
      var page = ana.get(link);
      seen.addAll(ids(page));
      assertThat(page.json().path("@odata.count").asInt()).isEqualTo(25);
      link = page.json().path("@odata.nextLink").asString("");
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(new HashSet<>(seen)).hasSize(25);
    assertThat(ids(ana.get("messages"))).hasSize(10);
    assertThat(ids(ana.get("messages", "odata.maxpagesize=7"))).hasSize(7);
  }

  @Test
  void keepsTheImmutableIdOverAMoveButNotTheOther() {
    var id = ana.receives(OFFER);
    var moving = ana.plain("GET", "messages/" + id).json().path("id").asString();

    var moved = ana.post("messages/" + id + "/move", Map.of("DestinationId", "archive"));

    assertThat(moved.status()).isEqualTo(201);
    assertThat(moved.json().path("id").asString()).isEqualTo(id);
    assertThat(ana.message(id).path("parentFolderId").asString()).isEqualTo(ana.folder("archive"));
    assertThat(moving).isNotEqualTo(id);
    assertThat(code(ana.plain("GET", "messages/" + moving))).isEqualTo("404 ErrorItemNotFound");
    assertThat(ana.plain("GET", "messages/" + id).json().path("id").asString())
        .isNotEqualTo(moving);
    assertThat(ana.get("messages/" + id.toLowerCase(Locale.ROOT)).status()).isNotEqualTo(200);
    assertThat(id).matches("[A-Za-z0-9_-]{60,}");
  }

  @Test
  void deletesIntoDeletedItemsThenForEver() {
    var id = ana.receives(OFFER);
    var other = ana.receives("Subject: x\n\nx\n");

    assertThat(ana.delete("messages/" + id).status()).isEqualTo(204);
    assertThat(ana.message(id).path("parentFolderId").asString())
        .isEqualTo(ana.folder("deleteditems"));
    assertThat(ana.delete("messages/" + id).status()).isEqualTo(204);
    assertThat(ana.post("messages/" + other + "/permanentDelete", Map.of()).status())
        .isEqualTo(204);

    assertThat(code(ana.get("messages/" + id))).isEqualTo("404 ErrorItemNotFound");
    assertThat(ana.truth()).isEmpty();
  }

  @Test
  void readsAttachmentsOfEveryKind() {
    var id = ana.receives(OFFER);

    var all = ana.get("messages/" + id + "/attachments").json().path("value");
    var file = all.get(0);
    var item = all.get(1);
    var path = "messages/" + id + "/attachments/";

    assertThat(file.path("@odata.type").asString()).isEqualTo("#microsoft.graph.fileAttachment");
    assertThat(file.path("contentBytes").asString()).isEqualTo("JVBERi0xLjQ=");
    assertThat(ana.get(path + file.path("id").asString() + "/$value").text()).isEqualTo("%PDF-1.4");
    assertThat(item.path("@odata.type").asString()).isEqualTo("#microsoft.graph.itemAttachment");
    assertThat(item.path("name").asString()).isEqualTo("Inner");
    assertThat(ana.get(path + item.path("id").asString() + "/$value").text())
        .contains("Subject: Inner")
        .contains("inside");
  }

  @Test
  void keepsFoldersInATree() {
    var made = ana.post("mailFolders", Map.of("displayName", "Clientes"));
    var parent = made.json().path("id").asString();
    var child = ana.post("mailFolders/" + parent + "/childFolders", Map.of("displayName", "Obra"));
    var id = child.json().path("id").asString();
    ana.post("messages/" + ana.receives(OFFER) + "/move", Map.of("destinationId", id));

    assertThat(made.status()).isEqualTo(201);
    assertThat(code(ana.post("mailFolders", Map.of("displayName", "clientes"))))
        .isEqualTo("409 ErrorFolderExists");
    assertThat(ana.get("mailFolders/" + parent).json().path("childFolderCount").asInt())
        .isEqualTo(1);
    assertThat(ana.get("mailFolders/" + id).json().path("unreadItemCount").asInt()).isEqualTo(1);
    assertThat(ana.truth().get(0).path("folder").asString()).isEqualTo("Clientes/Obra");
    assertThat(ana.get("mailFolders/msgfolderroot/childFolders?$top=100").text())
        .contains(parent)
        .doesNotContain(id);
    ana.call("PATCH", "mailFolders/" + id, Map.of("displayName", "Obras"));
    assertThat(ana.delete("mailFolders/" + id).status()).isEqualTo(204);
    assertThat(ana.get("mailFolders/" + id).json().path("parentFolderId").asString())
        .isEqualTo(ana.folder("deleteditems"));
    assertThat(ana.delete("mailFolders/" + id).status()).isEqualTo(204);
    assertThat(ana.get("mailFolders/" + id).status()).isEqualTo(404);
    assertThat(ana.delete("mailFolders/inbox").status()).isEqualTo(400);
    assertThat(ana.truth()).isEmpty();
  }

  @Test
  void hidesHiddenFoldersUnlessAsked() {
    ana.post("mailFolders", Map.of("displayName", "Secret", "isHidden", true));

    assertThat(ana.get("mailFolders?$top=50").text()).doesNotContain("Secret");
    assertThat(ana.get("mailFolders?$top=50&includeHiddenFolders=true").text()).contains("Secret");
  }

  @Test
  void knowsAUserByAddressAndObjectIdAndNobodyElse() {
    var me = ana.get("").json();
    var headers = new String[] {"Authorization", "Bearer " + ana.token()};
    simulator.outlook("other@reading.example");

    assertThat(me.path("mail").asString()).isEqualTo(ana.address());
    for (var user : List.of(ana.address(), me.path("id").asString())) {
      assertThat(simulator.get("/v1.0/users/" + user + "/mailFolders('inbox')", headers).status())
          .isEqualTo(200);
    }
    assertThat(simulator.get("/v1.0/users/other@reading.example/messages", headers).status())
        .isEqualTo(403);
    assertThat(simulator.get("/v1.0/me/messages").status()).isEqualTo(401);
  }
}
