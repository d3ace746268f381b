package io.correo.simulator.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.simulator.RunningSimulator;
import io.correo.simulator.RunningSimulator.GmailUser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// What Gmail does that a program meeting it must know.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GmailBehaviourTest {

  private RunningSimulator simulator;
  private GmailUser ana;
  private GmailUser bruno;
  private int n;

  @BeforeAll
  void start() {
    simulator = new RunningSimulator("--simulator.google.units-per-minute=1000000");
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @BeforeEach
  void mailboxes(TestInfo test) {
    n++;
    ana = simulator.gmail("ana" + n + "@one.example");
    bruno = simulator.gmail("bruno" + n + "@two.example");
  }

  private JsonNode send(GmailUser user, String mail, String... thread) {
    var body =
        Map.of("raw", RunningSimulator.raw(mail), "threadId", thread.length > 0 ? thread[0] : "");
    var answer = user.post("messages/send", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static String header(JsonNode message, String name) {
    for (var header : message.path("payload").path("headers")) {
      if (header.path("name").asString().equalsIgnoreCase(name)) {
        return header.path("value").asString();
      }
    }
    return "";
  }

  private List<String> ids(GmailUser user, String query) {
    var ids = new ArrayList<String>();
    user.get("messages" + query)
        .json()
        .path("messages")
        .forEach(one -> ids.add(one.path("id").asString()));
    return ids;
  }

  @Test
  void replacesTheMessageIdOfWhatIsSent() {
    var sent =
        send(ana, "To: x@out.example\nSubject: s\nMessage-ID: <mine@correo>\nX-Correo: 7\n\nhi\n");

    var message = ana.message(sent.path("id").asString());

    assertThat(header(message, "Message-ID"))
        .isNotEqualTo("<mine@correo>")
        .endsWith("@mail.gmail.com>");
    assertThat(header(message, "X-Correo")).isEqualTo("7");
    assertThat(header(message, "From")).isEqualTo(ana.address());
    assertThat(ana.labels(sent.path("id").asString())).containsExactly("SENT");
  }

  @Test
  void deliversToSimulatedMailboxesAndToTheLedgerWithoutBcc() {
    send(
        ana,
        "To: %s\nCc: c@out.example\nBcc: secret@out.example\nSubject: s\n\nhi\n"
            .formatted(bruno.address()));

    var inbox = ids(bruno, "?labelIds=INBOX&labelIds=UNREAD");
    var ledger = simulator.get("/_sim/ledger?recipient=secret@out.example").json().path("items");
    var copy = simulator.get("/_sim/ledger/" + ledger.get(0).path("n").asInt()).text();

    assertThat(inbox).hasSize(1);
    assertThat(header(bruno.message(inbox.getFirst()), "Bcc")).isEmpty();
    assertThat(ledger).hasSize(1);
    assertThat(copy).doesNotContain("secret@out.example");
    assertThat(simulator.get("/_sim/ledger?recipient=" + bruno.address()).json().path("items"))
        .hasSize(1);
  }

  @Test
  void keepsMailToOneselfOnce() {
    var sent = send(ana, "To: %s\nSubject: note\n\nhi\n".formatted(ana.address()));

    assertThat(ids(ana, "")).hasSize(1);
    assertThat(ana.labels(sent.path("id").asString())).containsExactly("INBOX", "SENT", "UNREAD");
  }

  @Test
  void returnsWhatCannotBeDelivered() {
    var sent = send(ana, "To: bounce@out.example\nSubject: offer\n\nhi\n");

    var report = ids(ana, "?labelIds=INBOX").getFirst();

    assertThat(ana.message(report).path("threadId")).isEqualTo(sent.path("threadId"));
    assertThat(header(ana.message(report), "Content-Type")).startsWith("multipart/report");
    assertThat(header(ana.message(report), "X-Failed-Recipients")).isEqualTo("bounce@out.example");
    assertThat(simulator.get("/_sim/ledger?recipient=bounce@out.example").json().path("items"))
        .isEmpty();
  }

  @Test
  void threadsRepliesByReferenceAndSubject() {
    var first = bruno.receives("Subject: Oferta\nMessage-ID: <a@x>\n\nx\n");
    var reply = bruno.receives("Subject: RE: Oferta\nIn-Reply-To: <a@x>\nMessage-ID: <b@x>\n\nx\n");
    var other = bruno.receives("Subject: Otra cosa\nReferences: <a@x> <b@x>\n\nx\n");

    assertThat(bruno.message(reply).path("threadId").asString()).isEqualTo(first);
    assertThat(bruno.message(other).path("threadId").asString()).isEqualTo(other);
  }

  @Test
  void joinsAThreadOnSendOnlyWithReferenceAndSubject() {
    var first = ana.receives("From: m@x\nSubject: Oferta\nMessage-ID: <a@x>\n\nx\n");
    var joined =
        send(ana, "To: m@x.example\nSubject: Re: Oferta\nReferences: <a@x>\n\nyes\n", first);
    var without = send(ana, "To: m@x.example\nSubject: Re: Oferta\n\nyes\n", first);
    var renamed = send(ana, "To: m@x.example\nSubject: Factura\nReferences: <a@x>\n\nyes\n", first);

    assertThat(joined.path("threadId").asString()).isEqualTo(first);
    assertThat(without.path("threadId").asString()).isNotEqualTo(first);
    assertThat(renamed.path("threadId").asString()).isNotEqualTo(first);
    assertThat(
            ana.post(
                    "messages/send",
                    Map.of("raw", RunningSimulator.raw("To: a@b.c\n\nx"), "threadId", "nope"))
                .status())
        .isEqualTo(404);
  }

  @Test
  void consumesTheDraftOnSend() {
    var raw = RunningSimulator.raw("To: %s\nSubject: d\n\nhi\n".formatted(bruno.address()));
    var draft = ana.post("drafts", Map.of("message", Map.of("raw", raw))).json();
    var id = draft.path("id").asString();
    var before = draft.path("message").path("id").asString();
    var updated = ana.call("PUT", "drafts/" + id, Map.of("message", Map.of("raw", raw))).json();
    var after = updated.path("message").path("id").asString();

    var sent = ana.post("drafts/send", Map.of("id", id)).json();

    assertThat(after).isNotEqualTo(before);
    assertThat(updated.path("message").path("threadId"))
        .isEqualTo(draft.path("message").path("threadId"));
    assertThat(sent.path("id").asString()).isNotEqualTo(after);
    assertThat(sent.path("threadId")).isEqualTo(draft.path("message").path("threadId"));
    assertThat(ana.get("drafts/" + id).status()).isEqualTo(404);
    assertThat(ana.get("messages/" + after).status()).isEqualTo(404);
    assertThat(ana.post("drafts/send", Map.of("id", id)).status()).isEqualTo(404);
    assertThat(ids(bruno, "")).hasSize(1);
  }

  @Test
  void listsADraftInTheTrashWhenAskedFor() {
    var raw = RunningSimulator.raw("Subject: d\n\nhi\n");
    var draft = ana.post("drafts", Map.of("message", Map.of("raw", raw))).json();

    ana.post("messages/" + draft.path("message").path("id").asString() + "/trash", Map.of());

    assertThat(ana.get("drafts").json().path("drafts").valueStream()).isEmpty();
    assertThat(ana.get("drafts?includeSpamTrash=true").json().path("drafts").valueStream())
        .extracting(it -> it.path("id"))
        .containsExactly(draft.path("id"));
  }

  @Test
  void trashTakesOutOfTheInboxAndUntrashDoesNotPutBack() {
    var id = ana.receives("Subject: t\n\nx\n");

    ana.post("messages/" + id + "/trash", Map.of());
    assertThat(ana.labels(id)).containsExactly("TRASH", "UNREAD");
    assertThat(ids(ana, "")).isEmpty();
    assertThat(ids(ana, "?includeSpamTrash=true")).containsExactly(id);
    assertThat(ids(ana, "?labelIds=TRASH")).containsExactly(id);

    ana.post("messages/" + id + "/untrash", Map.of());
    assertThat(ana.labels(id)).containsExactly("UNREAD");
  }

  @Test
  void tellsChangesWithTheirLabelsInOrder() {
    var start = ana.historyId();
    var id = ana.receives("Subject: h\n\nx\n");
    ana.post("messages/" + id + "/modify", Map.of("removeLabelIds", List.of("UNREAD")));
    ana.call("DELETE", "messages/" + id, Map.of());

    var history = ana.get("history?startHistoryId=" + start).json();

    var entries = history.path("history");
    assertThat(entries).hasSize(3);
    var added = entries.get(0).path("messagesAdded").get(0).path("message");
    assertThat(added.path("id").asString()).isEqualTo(id);
    assertThat(added.path("labelIds").toString()).isEqualTo("[\"INBOX\",\"UNREAD\"]");
    var read = entries.get(1).path("labelsRemoved").get(0);
    assertThat(read.path("labelIds").toString()).isEqualTo("[\"UNREAD\"]");
    assertThat(read.path("message").path("labelIds").toString()).isEqualTo("[\"INBOX\"]");
    assertThat(entries.get(2).has("messagesDeleted")).isTrue();
    assertThat(history.path("historyId").asString()).isEqualTo(ana.historyId());
    assertThat(ana.get("history?startHistoryId=" + ana.historyId()).json().has("history"))
        .isFalse();
    assertThat(
            ana.get("history?historyTypes=labelRemoved&startHistoryId=" + start)
                .json()
                .path("history"))
        .hasSize(1);
  }

  @Test
  void pagesHistoryWithoutLossWhileMailArrives() {
    var start = ana.historyId();
    for (int i = 0; i < 7; i++) {
      ana.receives("Subject: " + i + "\n\nx\n");
    }
    var seen = new ArrayList<String>();
    var token = "";
    do {
      var page =
          ana.get("history?maxResults=3&startHistoryId=" + start + "&pageToken=" + token).json();
      page.path("history").forEach(one -> seen.add(one.path("id").asString()));
      token = page.path("nextPageToken").asString("");
      if (seen.size() == 3) {
        ana.receives("Subject: late\n\nx\n");
      }
    } while (!token.isEmpty());

    assertThat(seen).hasSize(8).doesNotHaveDuplicates();
  }

  @Test
  void forgetsHistoryWhenTold() {
    var start = ana.historyId();
    ana.receives("Subject: h\n\nx\n");
    simulator.json(
        "POST",
        "/_sim/faults",
        Map.of("action", "expireHistory", "match", Map.of("address", ana.address())));

    var answer = ana.get("history?startHistoryId=" + start);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("error").path("errors").get(0).path("reason").asString())
        .isEqualTo("notFound");
    assertThat(ana.get("history?startHistoryId=" + ana.historyId()).status()).isEqualTo(200);
  }

  @Test
  void pagesListsWithoutLossWhileMailArrives() {
    for (int i = 0; i < 7; i++) {
      ana.receives("Subject: " + i + "\n\nx\n");
    }
    var seen = new ArrayList<String>();
    var token = "";
    do {
      var page = ana.get("messages?maxResults=3&pageToken=" + token).json();
      page.path("messages").forEach(one -> seen.add(one.path("id").asString()));
      token = page.path("nextPageToken").asString("");
      ana.receives("Subject: late\n\nx\n");
    } while (!token.isEmpty());

    assertThat(seen).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void listsEachThreadOnceNewestFirst() {
    var old = ana.receives("Subject: A\nMessage-ID: <a" + n + "@x>\n\nx\n");
    var other = ana.receives("Subject: B\n\nx\n");
    ana.receives("Subject: Re: A\nReferences: <a" + n + "@x>\n\nx\n");

    var threads = new ArrayList<String>();
    var token = "";
    do {
      var page = ana.get("threads?maxResults=1&pageToken=" + token).json();
      page.path("threads").forEach(one -> threads.add(one.path("id").asString()));
      token = page.path("nextPageToken").asString("");
    } while (!token.isEmpty());

    assertThat(threads).containsExactly(old, other);
    assertThat(ana.get("threads/" + old).json().path("messages")).hasSize(2);
  }

  @Test
  void givesTextAsUtf8AndAttachmentsUnderNewIdsEachTime() {
    var id =
        ana.receives(
            ("Subject: =?iso-8859-1?Q?Caf=E9?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                    + "Content-Type: text/plain; charset=iso-8859-1\n\ncaf\u00e9\n--b\n"
                    + "Content-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n"
                    + "Content-Transfer-Encoding: base64\n\nJVBERg==\n--b--\n")
                .getBytes(StandardCharsets.ISO_8859_1));

    var first = ana.message(id);
    var again = ana.message(id);

    assertThat(header(first, "Subject")).isEqualTo("Café");
    var text = first.path("payload").path("parts").get(0).path("body");
    assertThat(
            new String(
                Base64.getUrlDecoder().decode(text.path("data").asString()),
                StandardCharsets.UTF_8))
        .isEqualTo("café");
    var file = first.path("payload").path("parts").get(1);
    var one = file.path("body").path("attachmentId").asString();
    var two =
        again.path("payload").path("parts").get(1).path("body").path("attachmentId").asString();
    assertThat(one).isNotEqualTo(two);
    assertThat(file.path("filename").asString()).isEqualTo("a.pdf");
    var bytes = ana.get("messages/" + id + "/attachments/" + one).json().path("data").asString();
    assertThat(Base64.getUrlDecoder().decode(bytes))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("%PDF");
  }

  @Test
  void findsByMessageId() {
    var id = ana.receives("Subject: f\nMessage-ID: <find-me@x>\n\nx\n");
    ana.receives("Subject: g\nMessage-ID: <not-me@x>\n\nx\n");

    assertThat(ids(ana, "?q=rfc822msgid:find-me@x")).containsExactly(id);
    assertThat(ids(ana, "?q=rfc822msgid%3A%3Cfind-me%40x%3E")).containsExactly(id);
    assertThat(ids(ana, "?q=in:inbox+subject:f")).containsExactly(id);
    assertThat(ids(ana, "?q=-in:inbox")).isEmpty();
  }

  @Test
  void refusesInGooglesWords() {
    var noScope =
        simulator.json(
            "POST",
            "/_sim/tokens/" + ana.address(),
            Map.of("scope", "https://www.googleapis.com/auth/gmail.modify"));
    var limited =
        new GmailUser(simulator, ana.address(), noScope.json().path("access_token").asString());
    var id = ana.receives("Subject: r\n\nx\n");

    assertThat(
            simulator
                .get("/gmail/v1/users/me/profile")
                .json()
                .path("error")
                .path("status")
                .asString())
        .isEqualTo("UNAUTHENTICATED");
    assertThat(limited.call("DELETE", "messages/" + id, Map.of()).status()).isEqualTo(403);
    assertThat(
            simulator
                .get(
                    "/gmail/v1/users/" + bruno.address() + "/profile",
                    "Authorization",
                    "Bearer " + ana.token())
                .status())
        .isEqualTo(403);
    assertThat(
            simulator
                .get(
                    "/gmail/v1/users/" + ana.address() + "/profile",
                    "Authorization",
                    "Bearer " + ana.token())
                .status())
        .isEqualTo(200);
    assertThat(ana.get("messages/ffff").status()).isEqualTo(404);
    assertThat(
            ana.post("messages/" + id + "/modify", Map.of("addLabelIds", List.of("Label_99")))
                .status())
        .isEqualTo(400);
    assertThat(
            ana.post("messages/send", Map.of("raw", RunningSimulator.raw("Subject: nobody\n\nx")))
                .status())
        .isEqualTo(400);
    var many = "To: a0@x.example" + ", a%d@x.example".repeat(0);
    var list = new StringBuilder(many);
    for (int i = 1; i <= 500; i++) {
      list.append(", a").append(i).append("@x.example");
    }
    assertThat(
            ana.post(
                    "messages/send",
                    Map.of("raw", RunningSimulator.raw(list + "\nSubject: s\n\nx")))
                .status())
        .isEqualTo(400);
  }

  @Test
  void showsTheSentCopyLateWhenTold() {
    simulator.json(
        "POST",
        "/_sim/faults",
        Map.of(
            "action",
            "sentCopyDelay",
            "match",
            Map.of("address", ana.address()),
            "delay",
            "400ms"));

    var sent =
        send(ana, "To: %s\nSubject: late\n\nhi\n".formatted(bruno.address())).path("id").asString();

    assertThat(ana.get("messages/" + sent).status()).isEqualTo(404);
    assertThat(ids(bruno, "")).hasSize(1);
    org.awaitility.Awaitility.await().until(() -> ana.get("messages/" + sent).status() == 200);
    assertThat(ana.labels(sent)).containsExactly("SENT");
  }

  @Test
  void sendsEachDraftOnceHoweverManyAsk() throws Exception {
    var raw = RunningSimulator.raw("To: once@out.example\nSubject: once\n\nx\n");
    var draft = ana.post("drafts", Map.of("message", Map.of("raw", raw))).json();
    var body = Map.of("id", draft.path("id").asString());
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 20; i++) {
      threads.add(Thread.startVirtualThread(() -> ana.post("drafts/send", body)));
    }
    for (var thread : threads) {
      thread.join();
    }

    var copies = simulator.get("/_sim/ledger?recipient=once@out.example").json().path("items");
    assertThat(copies).hasSize(1);
  }

  @Test
  void answersOnlyTheFieldsThatAreNamed() {
    var id = ana.receives("From: a@x\nSubject: f\n\nx\n");

    assertThat(ana.get("messages?fields=messages(id)").text())
        .isEqualTo("{\"messages\":[{\"id\":\"" + id + "\"}]}");
    assertThat(ana.get("messages/" + id + "?fields=id,payload/headers/name").text())
        .isEqualTo(
            "{\"id\":\""
                + id
                + "\",\"payload\":{\"headers\":[{\"name\":\"From\"},{\"name\":\"Subject\"}]}}");
    assertThat(ana.get("profile?fields=*").json().has("historyId")).isTrue();
    assertThat(ana.get("profile?fields=((,//").status()).isEqualTo(200);
  }
}
