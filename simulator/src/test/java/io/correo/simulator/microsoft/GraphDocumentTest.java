package io.correo.simulator.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.correo.simulator.RunningSimulator;
import io.correo.simulator.RunningSimulator.Answer;
import io.correo.simulator.RunningSimulator.OutlookUser;
import io.correo.simulator.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Every operation of Microsoft's description that mail needs is called, and every answer validated
/// against it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphDocumentTest {

  private static final String FOLDER = "/me/mailFolders/{mailFolder-id}";
  private static final String MESSAGE = "/me/messages/{message-id}";
  private static final String ATTACHMENT = MESSAGE + "/attachments/{attachment-id}";
  private static final String SUBSCRIPTION = "/subscriptions/{subscription-id}";

  private static final String MAIL =
      """
      From: Marta <marta@norte.example>
      To: zoe@document.example
      Reply-To: sales@norte.example
      Subject: Offer
      Message-ID: <offer@norte.example>
      X-Campaign: spring
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/plain

      Hello
      --b
      Content-Type: application/pdf; name="offer.pdf"
      Content-Transfer-Encoding: base64

      JVBERi0xLjQ=
      --b
      Content-Type: message/rfc822

      Subject: Inner

      inside
      --b--
      """;

  private final TreeSet<String> walked = new TreeSet<>();
  private final TreeSet<String> problems = new TreeSet<>();
  private RunningSimulator simulator;
  private GraphDocument document;
  private HttpServer receiver;
  private OutlookUser zoe;

  @BeforeAll
  void start() throws IOException {
    document = GraphDocument.read();
    receiver = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          var query = Wire.query(exchange.getRequestURI().getRawQuery());
          var token = query.getOrDefault("validationToken", List.of("")).getFirst();
          exchange.getResponseHeaders().set("Content-Type", "text/plain");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(token.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    receiver.start();
    simulator = new RunningSimulator();
    zoe = simulator.outlook("zoe@document.example");
  }

  @AfterAll
  void stop() {
    if (simulator != null) {
      simulator.close();
      receiver.stop(0);
    }
  }

  @Test
  void answersEveryOperationOfTheDocumentInItsShape() {
    var id = zoe.receives(MAIL);
    valid("GET /me", zoe.get("?$select=id,displayName,mail,userPrincipalName"));
    walkFolders();
    walkMessages(id);
    walkAttachments(id);
    walkSending(id);
    walkSubscriptions();
    valid("DELETE " + MESSAGE, zoe.delete("messages/" + id));

    var missing = new TreeSet<>(document.operations());
    missing.removeAll(walked);

    // What this product has no use for.
    missing.removeIf(
        operation ->
            operation.matches(
                ".*(messageRules|masterCategories|getMailTips|mailFolders/delta|childFolders/delta"
                    + "|childFolders/\\{mailFolder-id1}/).*|PATCH /me|PUT .*value|GET /me/messages/delta"));
    assertThat(problems).isEmpty();
    assertThat(missing).isEmpty();
  }

  private void walkFolders() {
    var made = zoe.post("mailFolders", Map.of("displayName", "Clients"));
    valid("POST /me/mailFolders", made);
    var id = made.json().path("id").asString();
    var child = zoe.post("mailFolders/" + id + "/childFolders", Map.of("displayName", "Norte"));
    valid("POST " + FOLDER + "/childFolders", child);
    var below = "mailFolders/" + id + "/childFolders/" + child.json().path("id").asString();
    valid("GET /me/mailFolders", zoe.get("mailFolders?$count=true&$top=3"));
    valid("GET /me/mailFolders/$count", zoe.get("mailFolders/$count"));
    valid("GET " + FOLDER, zoe.get("mailFolders('inbox')"));
    valid("PATCH " + FOLDER, zoe.call("PATCH", "mailFolders/" + id, Map.of("displayName", "C")));
    valid("GET " + FOLDER + "/childFolders", zoe.get("mailFolders/" + id + "/childFolders"));
    valid(
        "GET " + FOLDER + "/childFolders/$count",
        zoe.get("mailFolders/" + id + "/childFolders/$count"));
    var nested = FOLDER + "/childFolders/{mailFolder-id1}";
    valid("GET " + nested, zoe.get(below));
    valid("PATCH " + nested, zoe.call("PATCH", below, Map.of("displayName", "N")));
    var to = Map.of("destinationId", "archive");
    valid("POST " + FOLDER + "/copy", zoe.post("mailFolders/" + id + "/copy", to));
    valid("DELETE " + nested, zoe.delete(below));
    valid(
        "POST " + FOLDER + "/move",
        zoe.post("mailFolders/" + id + "/move", Map.of("destinationId", "inbox")));
    valid("DELETE " + FOLDER, zoe.delete("mailFolders/" + id));
    valid("GET " + FOLDER + "/messages", zoe.get("mailFolders/inbox/messages"));
    valid("GET " + FOLDER + "/messages/$count", zoe.get("mailFolders/inbox/messages/$count"));
    valid("GET " + FOLDER + "/messages/delta", zoe.get("mailFolders/inbox/messages/delta"));
  }

  private void walkMessages(String id) {
    valid("GET /me/messages", zoe.get("messages?$count=true&$expand=attachments"));
    valid("GET /me/messages/$count", zoe.get("messages/$count"));
    valid("GET " + MESSAGE, zoe.get("messages/" + id));
    valid(
        "GET " + MESSAGE, zoe.get("messages/" + id + "?$select=internetMessageHeaders,uniqueBody"));
    valid("GET " + MESSAGE + "/$value", zoe.get("messages/" + id + "/$value"));
    valid("PATCH " + MESSAGE, zoe.call("PATCH", "messages/" + id, Map.of("isRead", true)));
    var inFolder = FOLDER + "/messages/{message-id}";
    var path = "mailFolders/inbox/messages/";
    valid("GET " + inFolder, zoe.get(path + id));
    valid("PATCH " + inFolder, zoe.call("PATCH", path + id, Map.of("isRead", false)));
    var copy = zoe.post("messages/" + id + "/copy", Map.of("destinationId", "inbox"));
    valid("POST " + MESSAGE + "/copy", copy);
    valid("DELETE " + inFolder, zoe.delete(path + copy.json().path("id").asString()));
    valid(
        "POST " + MESSAGE + "/move",
        zoe.post("messages/" + id + "/move", Map.of("destinationId", "archive")));
  }

  private void walkAttachments(String id) {
    var path = "messages/" + id + "/attachments";
    var file =
        Map.of(
            "@odata.type", "#microsoft.graph.fileAttachment",
            "name", "a.txt",
            "contentBytes", "SG9sYQ==");
    var added = zoe.post(path, file);
    valid("POST " + MESSAGE + "/attachments", added);
    valid("GET " + MESSAGE + "/attachments", zoe.get(path));
    valid("GET " + MESSAGE + "/attachments/$count", zoe.get(path + "/$count"));
    var one = path + "/" + added.json().path("id").asString();
    valid("GET " + ATTACHMENT, zoe.get(one));
    valid("DELETE " + ATTACHMENT, zoe.delete(one));
    var item = Map.of("attachmentType", "file", "name", "big", "size", 4_000_000);
    valid(
        "POST " + MESSAGE + "/attachments/createUploadSession",
        zoe.post(path + "/createUploadSession", Map.of("AttachmentItem", item)));
  }

  private void walkSending(String id) {
    var to = List.of(Map.of("emailAddress", Map.of("address", "x@out.example")));
    var letter = Map.of("subject", "Hi", "toRecipients", to);
    var draft = zoe.post("messages", letter);
    valid("POST /me/messages", draft);
    valid("POST " + FOLDER + "/messages", zoe.post("mailFolders/drafts/messages", letter));
    valid(
        "POST " + MESSAGE + "/send",
        zoe.post("messages/" + draft.json().path("id").asString() + "/send", Map.of()));
    valid("POST /me/sendMail", zoe.post("sendMail", Map.of("message", letter)));
    var with = Map.of("comment", "c", "toRecipients", to);
    for (var name : List.of("reply", "replyAll", "forward")) {
      valid("POST " + MESSAGE + "/" + name, zoe.post("messages/" + id + "/" + name, with));
      var create = "create" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
      valid("POST " + MESSAGE + "/" + create, zoe.post("messages/" + id + "/" + create, with));
    }
  }

  private void walkSubscriptions() {
    var root = simulator.url() + "/v1.0/subscriptions";
    var later = Instant.now().plusSeconds(3600).toString();
    var made =
        zoe.post(
            root,
            Map.of(
                "changeType",
                "created",
                "resource",
                "me/messages",
                "notificationUrl",
                "http://localhost:" + receiver.getAddress().getPort() + "/hook",
                "expirationDateTime",
                later));
    valid("POST /subscriptions", made);
    var one = root + "/" + made.json().path("id").asString();
    valid("GET /subscriptions", zoe.get(root));
    valid("GET " + SUBSCRIPTION, zoe.get(one));
    valid("PATCH " + SUBSCRIPTION, zoe.call("PATCH", one, Map.of("expirationDateTime", later)));
    valid("POST " + SUBSCRIPTION + "/reauthorize", zoe.post(one + "/reauthorize", Map.of()));
    valid("DELETE " + SUBSCRIPTION, zoe.delete(one));
  }

  private void valid(String operation, Answer answer) {
    walked.add(operation);
    if (answer.status() >= 300) {
      problems.add(operation + " answered " + answer.text());
      return;
    }
    var json =
        answer.header("Content-Type").startsWith("application/json")
            ? answer.json()
            : Wire.JSON.createObjectNode();
    problems.addAll(document.problems(operation, answer.status(), json));
  }
}
