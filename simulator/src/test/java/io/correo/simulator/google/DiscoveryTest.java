package io.correo.simulator.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.simulator.RunningSimulator;
import io.correo.simulator.RunningSimulator.Answer;
import io.correo.simulator.RunningSimulator.GmailUser;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Every method of the discovery document is called, and every answer validated against it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscoveryTest {

  private static final String MAIL =
      """
      From: Marta <marta@norte.example>
      To: zoe@walk.example
      Subject: Offer
      Message-ID: <offer@norte.example>
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/plain; charset=iso-8859-1

      Hello
      --b
      Content-Type: application/pdf; name="offer.pdf"
      Content-Transfer-Encoding: base64

      JVBERi0xLjQ=
      --b--
      """;

  private static final String REPLY =
      "To: marta@norte.example\nSubject: Re: Offer\nIn-Reply-To: <offer@norte.example>\n\nyes\n";

  private final TreeSet<String> walked = new TreeSet<>();
  private RunningSimulator simulator;
  private DiscoveryDocument document;
  private GmailUser zoe;

  @BeforeAll
  void start() {
    document = DiscoveryDocument.read();
    simulator = new RunningSimulator();
    zoe = simulator.gmail("zoe@walk.example");
  }

  @AfterAll
  void stop() {
    if (simulator != null) {
      simulator.close();
    }
  }

  @Test
  void answersEveryMethodOfTheDocumentInItsShape() {
    valid("getProfile", "Profile", zoe.get("profile"));
    var start = zoe.historyId();
    var id = zoe.receives(MAIL);
    walkMessages(id);
    walkThreads(id);
    walkLabels(id);
    walkDrafts();
    valid("history.list", "ListHistoryResponse", zoe.get("history?startHistoryId=" + start));
    valid(
        "history.list",
        "ListHistoryResponse",
        zoe.get("history?maxResults=2&startHistoryId=" + start));
    valid(
        "watch",
        "WatchResponse",
        zoe.post("watch", Map.of("topicName", "projects/correo/topics/gmail")));
    nothing("stop", zoe.post("stop", Map.of()));
    valid("settings", "ListSendAsResponse", zoe.get("settings/sendAs"));
    nothing("messages.batchDelete", zoe.post("messages/batchDelete", Map.of("ids", List.of(id))));

    var missing = new TreeSet<String>();
    document.methods().forEach(method -> missing.add(method.replace("gmail.users.", "")));
    missing.removeAll(walked);

    assertThat(missing).isEmpty();
  }

  private void walkMessages(String id) {
    valid("messages.list", "ListMessagesResponse", zoe.get("messages"));
    valid("messages.list", "ListMessagesResponse", zoe.get("messages?q=in:nowhere"));
    for (var format : List.of("full", "metadata", "minimal", "raw")) {
      valid("messages.get", "Message", zoe.get("messages/" + id + "?format=" + format));
    }
    var part = zoe.message(id).path("payload").path("parts").get(1);
    var token = part.path("body").path("attachmentId").asString();
    valid(
        "messages.attachments.get",
        "MessagePartBody",
        zoe.get("messages/" + id + "/attachments/" + token));
    var star = Map.of("addLabelIds", List.of("STARRED"));
    valid("messages.modify", "Message", zoe.post("messages/" + id + "/modify", star));
    nothing(
        "messages.batchModify",
        zoe.post(
            "messages/batchModify",
            Map.of("ids", List.of(id), "removeLabelIds", List.of("STARRED"))));
    valid("messages.trash", "Message", zoe.post("messages/" + id + "/trash", Map.of()));
    valid("messages.untrash", "Message", zoe.post("messages/" + id + "/untrash", Map.of()));
    var raw = Map.of("raw", RunningSimulator.raw(REPLY));
    valid("messages.send", "Message", zoe.post("messages/send", raw));
    valid("messages.insert", "Message", zoe.post("messages", raw));
    var imported = zoe.post("messages/import", raw);
    valid("messages.import", "Message", imported);
    var gone = imported.json().path("id").asString();
    nothing("messages.delete", zoe.call("DELETE", "messages/" + gone, Map.of()));
  }

  private void walkThreads(String id) {
    valid("threads.list", "ListThreadsResponse", zoe.get("threads"));
    valid("threads.get", "Thread", zoe.get("threads/" + id));
    var star = Map.of("addLabelIds", List.of("STARRED"));
    valid("threads.modify", "Thread", zoe.post("threads/" + id + "/modify", star));
    valid("threads.trash", "Thread", zoe.post("threads/" + id + "/trash", Map.of()));
    valid("threads.untrash", "Thread", zoe.post("threads/" + id + "/untrash", Map.of()));
    var other = zoe.receives("Subject: other\n\nx");
    nothing("threads.delete", zoe.call("DELETE", "threads/" + other, Map.of()));
  }

  private void walkLabels(String id) {
    var look =
        Map.of(
            "name", "Offers",
            "labelListVisibility", "labelShow",
            "messageListVisibility", "show");
    var made = zoe.post("labels", look);
    valid("labels.create", "Label", made);
    var label = made.json().path("id").asString();
    zoe.post("messages/" + id + "/modify", Map.of("addLabelIds", List.of(label)));
    valid("labels.list", "ListLabelsResponse", zoe.get("labels"));
    valid("labels.get", "Label", zoe.get("labels/" + label));
    valid("labels.get", "Label", zoe.get("labels/INBOX"));
    valid("labels.update", "Label", zoe.call("PUT", "labels/" + label, Map.of("name", "Bids")));
    valid(
        "labels.patch",
        "Label",
        zoe.post("labels/" + label, Map.of("name", "Deals")).status() == 404
            ? simulator.json(
                "POST",
                "/gmail/v1/users/me/labels/" + label,
                Map.of("name", "Deals"),
                "Authorization",
                "Bearer " + zoe.token(),
                "X-HTTP-Method-Override",
                "PATCH")
            : zoe.get("labels/" + label));
    nothing("labels.delete", zoe.call("DELETE", "labels/" + label, Map.of()));
  }

  private void walkDrafts() {
    var message = Map.of("message", Map.of("raw", RunningSimulator.raw(REPLY)));
    var made = zoe.post("drafts", message);
    valid("drafts.create", "Draft", made);
    var id = made.json().path("id").asString();
    valid("drafts.list", "ListDraftsResponse", zoe.get("drafts"));
    valid("drafts.get", "Draft", zoe.get("drafts/" + id));
    valid("drafts.update", "Draft", zoe.call("PUT", "drafts/" + id, message));
    valid("drafts.send", "Message", zoe.post("drafts/send", Map.of("id", id)));
    var other = zoe.post("drafts", message).json().path("id").asString();
    nothing("drafts.delete", zoe.call("DELETE", "drafts/" + other, Map.of()));
  }

  private void valid(String method, String schema, Answer answer) {
    walked.add(method);
    assertThat(answer.status()).as(method + " " + answer.text()).isEqualTo(200);
    assertThat(document.problems(answer.json(), schema)).as(method).isEmpty();
  }

  private void nothing(String method, Answer answer) {
    walked.add(method);
    assertThat(answer.status()).as(method + " " + answer.text()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
  }
}
