package io.correo.simulator.microsoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.simulator.RunningSimulator;
import io.correo.simulator.RunningSimulator.Answer;
import io.correo.simulator.RunningSimulator.OutlookUser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutlookWritingTest {

  private static final String OURS = "String {6b7c1d0e-3c5a-4a1e-9d4e-2f6f3a1b0c11} Name send-id";

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
    ana = simulator.outlook("ana" + ++n + "@writing.example");
  }

  private static Map<String, Object> to(String address) {
    return Map.of("emailAddress", Map.of("address", address, "name", "Señor X"));
  }

  private static Map<String, Object> letter(String address) {
    return Map.of(
        "subject", "Presupuesto ñ",
        "body", Map.of("contentType", "html", "content", "<p>Hola</p>"),
        "toRecipients", List.of(to(address)),
        "internetMessageId", "<own@correo.example>",
        "internetMessageHeaders", List.of(Map.of("name", "X-Correo", "value", "42")),
        "singleValueExtendedProperties", List.of(Map.of("id", OURS, "value", "send-1")));
  }

  private String draft(Map<String, Object> message) {
    var made = ana.post("messages", message);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json().path("id").asString();
  }

  private JsonNode ledger(String recipient) {
    return simulator.get("/_sim/ledger?recipient=" + recipient).json().path("items");
  }

  private static String code(Answer answer) {
    return answer.status() + " " + answer.json().path("error").path("code").asString();
  }

  private Answer mime(String path, String mail) {
    var body = Base64.getEncoder().encode(mail.replace("\n", "\r\n").getBytes());
    return simulator.call(
        "POST",
        "/v1.0/me/" + path,
        body,
        "Authorization",
        "Bearer " + ana.token(),
        "Prefer",
        "IdType=\"ImmutableId\"",
        "Content-Type",
        "text/plain");
  }

  @Test
  void sendsADraftOnceAndKeepsItsId() {
    var id = draft(letter("x" + n + "@out.example"));
    assertThat(ana.message(id).path("isDraft").asBoolean()).isTrue();

    var sent = ana.post("messages/" + id + "/send", Map.of());
    var again = ana.post("messages/" + id + "/send", Map.of());

    var message = ana.message(id);
    assertThat(sent.status()).isEqualTo(202);
    assertThat(sent.body()).isEmpty();
    assertThat(again.status()).isEqualTo(400);
    assertThat(message.path("isDraft").asBoolean()).isFalse();
    assertThat(message.path("parentFolderId").asString()).isEqualTo(ana.folder("sentitems"));
    assertThat(message.path("internetMessageId").asString()).isEqualTo("<own@correo.example>");
    assertThat(message.path("subject").asString()).isEqualTo("Presupuesto ñ");
    assertThat(ledger("x" + n + "@out.example")).hasSize(1);
  }

  @Test
  void showsTheSentCopyLaterWhenTold() {
    var id = draft(letter("x" + n + "@out.example"));
    simulator.json(
        "POST",
        "/_sim/faults",
        Map.of(
            "action", "sentCopyDelay",
            "delay", "500ms",
            "match", Map.of("address", ana.address())));

    ana.post("messages/" + id + "/send", Map.of());

    assertThat(ana.get("messages/" + id).status()).isEqualTo(404);
    await().until(() -> ana.get("messages/" + id).status() == 200);
    assertThat(ana.message(id).path("isDraft").asBoolean()).isFalse();
    assertThat(ledger("x" + n + "@out.example")).hasSize(1);
  }

  @Test
  void findsADraftByItsExtendedPropertyBeforeAndAfterSending() {
    var id = draft(letter("x@out.example"));
    var filter =
        "singleValueExtendedProperties/Any(p: p/id eq '" + OURS + "' and p/value eq 'send-1')";
    var path = "messages?$filter=" + RunningSimulator.encode(filter);
    var before = ana.get(path).json().path("value");

    ana.post("messages/" + id + "/send", Map.of());

    assertThat(before.get(0).path("id").asString()).isEqualTo(id);
    assertThat(ana.get(path).json().path("value").get(0).path("id").asString()).isEqualTo(id);
  }

  @Test
  void takesOnlyOwnHeadersAndFewOfThem() {
    var received = Map.of("name", "Received", "value", "x");
    var six = IntStream.range(0, 6).mapToObj(i -> Map.of("name", "x-" + i, "value", "v")).toList();

    assertThat(code(ana.post("messages", Map.of("internetMessageHeaders", List.of(received)))))
        .isEqualTo("400 InvalidInternetMessageHeader");
    assertThat(code(ana.post("messages", Map.of("internetMessageHeaders", six))))
        .isEqualTo("400 InvalidInternetMessageHeaderCollection");
    var id = draft(letter("x@out.example"));
    assertThat(ana.get("messages/" + id + "?$select=internetMessageHeaders").text())
        .contains("X-Correo");
  }

  @Test
  void letsNobodyWriteAHeaderThroughAField() {
    var id =
        draft(
            Map.of(
                "subject",
                "a\r\nX-Evil: 1",
                "toRecipients",
                List.of(
                    Map.of(
                        "emailAddress",
                        Map.of("address", "a@x.example>\r\nX-Evil: 2", "name", "\"\r\nB: c")))));

    var raw = ana.get("messages/" + id + "/$value").text();

    assertThat(raw).doesNotContain("\nX-Evil").doesNotContain("\nB: c");
  }

  @Test
  void changesADraftButOnlyTheStateOfOtherMail() {
    var id = draft(letter("x@out.example"));
    ana.call(
        "PATCH",
        "messages/" + id,
        Map.of("subject", "Otro", "body", Map.of("contentType", "text", "content", "adiós")));
    var other = ana.receives("Subject: in\n\nx\n");

    var text = ana.get("messages/" + id, "outlook.body-content-type=\"text\"").json();
    var state =
        ana.call(
            "PATCH",
            "messages/" + other,
            Map.of(
                "isRead", true,
                "flag", Map.of("flagStatus", "flagged"),
                "categories", List.of("Blue")));

    assertThat(text.path("subject").asString()).isEqualTo("Otro");
    assertThat(text.path("body").path("content").asString()).isEqualTo("adiós");
    assertThat(text.path("internetMessageId").asString()).isEqualTo("<own@correo.example>");
    assertThat(state.json().path("isRead").asBoolean()).isTrue();
    assertThat(state.json().path("flag").path("flagStatus").asString()).isEqualTo("flagged");
    assertThat(state.json().path("categories").get(0).asString()).isEqualTo("Blue");
    assertThat(code(ana.call("PATCH", "messages/" + other, Map.of("subject", "x"))))
        .isEqualTo("400 ErrorInvalidPropertySet");
  }

  @Test
  void threadsMailThatComesWhole() {
    var original = ana.receives("From: m@x.example\nSubject: Hola\nMessage-ID: <h@x>\n\nx\n");

    var made = mime("messages", "To: m@x.example\nSubject: Re: Hola\nIn-Reply-To: <h@x>\n\nyes\n");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().path("conversationId").asString())
        .isEqualTo(ana.message(original).path("conversationId").asString());
    assertThat(made.json().path("isDraft").asBoolean()).isTrue();
    var broken =
        simulator.call(
            "POST",
            "/v1.0/me/messages",
            "%%%".getBytes(StandardCharsets.US_ASCII),
            "Authorization",
            "Bearer " + ana.token(),
            "Content-Type",
            "text/plain");
    assertThat(code(broken)).isEqualTo("400 ErrorMimeContentInvalidBase64String");
  }

  @Test
  void answersWithinTheConversation() {
    var original =
        ana.receives(
            "From: Marta <m@x.example>\nTo: "
                + ana.address()
                + ", b@x.example\nCc: c@x.example\nSubject: Hola\nMessage-ID: <h@x>\n\nqué tal\n");

    var reply = ana.post("messages/" + original + "/createReply", Map.of("Comment", "Bien")).json();
    var all = ana.post("messages/" + original + "/createReplyAll", Map.of()).json();

    assertThat(reply.path("subject").asString()).isEqualTo("RE: Hola");
    assertThat(reply.path("conversationId").asString())
        .isEqualTo(ana.message(original).path("conversationId").asString());
    assertThat(reply.path("toRecipients").toString()).contains("m@x.example");
    assertThat(reply.path("body").path("content").asString()).contains("Bien").contains("qué tal");
    assertThat(ana.get("messages/" + reply.path("id").asString() + "/$value").text())
        .contains("In-Reply-To: <h@x>");
    assertThat(all.path("ccRecipients").toString())
        .contains("b@x.example", "c@x.example")
        .doesNotContain(ana.address());
    assertThat(
            ana.post(
                    "messages/" + original + "/createReply",
                    Map.of("comment", "a", "message", Map.of("body", Map.of("content", "b"))))
                .status())
        .isEqualTo(400);
  }

  @Test
  void forwardsWhatWasAttached() {
    var original =
        ana.receives(
            """
            From: m@x.example
            Subject: Plan
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            see
            --b
            Content-Type: application/pdf; name="plan.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0xLjQ=
            --b--
            """);
    var recipient = "f" + n + "@out.example";

    var made =
        ana.post(
            "messages/" + original + "/createForward",
            Map.of(
                "Message",
                Map.of(
                    "toRecipients",
                    List.of(to(recipient)),
                    "singleValueExtendedProperties",
                    List.of(Map.of("id", OURS, "value", "fw")))));
    ana.post("messages/" + made.json().path("id").asString() + "/send", Map.of());

    assertThat(made.json().path("subject").asString()).isEqualTo("FW: Plan");
    assertThat(made.json().path("hasAttachments").asBoolean()).isTrue();
    assertThat(ledger(recipient)).hasSize(1);
    var raw = simulator.get("/_sim/ledger/" + ledger(recipient).get(0).path("n").asInt()).text();
    assertThat(raw).contains("plan.pdf").contains("JVBERi0xLjQ=");
  }

  @Test
  void sendsAtOnce() {
    var recipient = "now" + n + "@out.example";
    var original = ana.receives("From: " + recipient + "\nSubject: a\nMessage-ID: <a@x>\n\nx\n");

    ana.post("sendMail", Map.of("Message", letter(recipient)));
    ana.post("sendMail", Map.of("message", letter(recipient), "saveToSentItems", false));
    ana.post("messages/" + original + "/reply", Map.of("comment", "sí"));

    assertThat(ledger(recipient)).hasSize(3);
    assertThat(ana.get("mailFolders/sentitems").json().path("totalItemCount").asInt()).isEqualTo(2);
    assertThat(ana.get("mailFolders/drafts").json().path("totalItemCount").asInt()).isZero();
    assertThat(code(ana.post("sendMail", Map.of("message", Map.of("subject", "nobody")))))
        .isEqualTo("400 ErrorInvalidRecipients");
  }

  @Test
  void addsAndTakesAwayAttachments() {
    var id = draft(letter("x@out.example"));
    var path = "messages/" + id + "/attachments";
    var type = "#microsoft.graph.fileAttachment";
    var first =
        ana.post(path, Map.of("@odata.type", type, "name", "año.txt", "contentBytes", "SG9sYQ=="));
    var second =
        ana.post(
            path,
            Map.of(
                "@odata.type", type,
                "name", "logo.png",
                "contentType", "image/png",
                "contentId", "logo",
                "isInline", true,
                "contentBytes", "iVBORw=="));
    var link =
        ana.post(
            path,
            Map.of(
                "@odata.type", "#microsoft.graph.referenceAttachment",
                "name", "drive.xlsx",
                "sourceUrl", "https://drive.example/x"));

    assertThat(first.status()).as(first.text()).isEqualTo(201);
    assertThat(first.json().path("name").asString()).isEqualTo("año.txt");
    assertThat(second.json().path("contentId").asString()).isEqualTo("logo");
    assertThat(second.json().path("isInline").asBoolean()).isTrue();
    assertThat(link.json().path("@odata.type").asString()).endsWith("referenceAttachment");
    var firstId = first.json().path("id").asString();
    assertThat(ana.delete(path + "/" + second.json().path("id").asString()).status())
        .isEqualTo(204);
    assertThat(ana.get(path + "/" + firstId + "/$value").text()).isEqualTo("Hola");
    assertThat(ana.get(path).json().path("value")).hasSize(2);
    assertThat(
            code(
                ana.post(
                    path,
                    Map.of(
                        "@odata.type",
                        type,
                        "name",
                        "big",
                        "contentBytes",
                        Base64.getEncoder().encodeToString(new byte[3 << 20])))))
        .isEqualTo("413 ErrorMessageSizeExceeded");
  }

  @Test
  void takesALargeAttachmentInRanges() {
    var id = draft(letter("x@out.example"));
    var bytes = new byte[5_000_000];
    new Random(3).nextBytes(bytes);
    var item = Map.of("attachmentType", "file", "name", "big.bin", "size", bytes.length);
    var session =
        ana.post(
            "messages/" + id + "/attachments/createUploadSession", Map.of("AttachmentItem", item));
    var url = session.json().path("uploadUrl").asString();

    var gap = put(url, bytes, 100, 200);
    var first = put(url, bytes, 0, 3_000_000);
    var last = put(url, bytes, 3_000_000, bytes.length);

    assertThat(session.json().path("nextExpectedRanges").get(0).asString()).isEqualTo("0-");
    assertThat(code(gap)).isEqualTo("416 invalidRange");
    assertThat(first.json().path("NextExpectedRanges").get(0).asString()).isEqualTo("3000000");
    assertThat(last.status()).isEqualTo(201);
    assertThat(last.header("Location")).contains("Attachments('");
    assertThat(simulator.call("PUT", url, bytes, "Authorization", "Bearer x").status())
        .isEqualTo(401);
    var attachment = ana.get("messages/" + id + "/attachments").json().path("value").get(0);
    var value =
        ana.get("messages/" + id + "/attachments/" + attachment.path("id").asString() + "/$value");
    assertThat(value.body()).isEqualTo(bytes);
    assertThat(
            code(
                ana.post(
                    "messages/" + id + "/attachments/createUploadSession",
                    Map.of("AttachmentItem", Map.of("name", "small", "size", 10)))))
        .isEqualTo("400 ErrorAttachmentSizeShouldNotBeLessThanMinimumSize");
  }

  private Answer put(String url, byte[] bytes, int from, int to) {
    return simulator.call(
        "PUT",
        url,
        Arrays.copyOfRange(bytes, from, to),
        "Content-Range",
        "bytes " + from + "-" + (to - 1) + "/" + bytes.length);
  }

  @Test
  void threadsOnBothSidesWithGmail() {
    var bruno = simulator.gmail("bruno" + n + "@writing.example");
    var id = draft(letter(bruno.address()));
    ana.post("messages/" + id + "/send", Map.of());
    var arrived = bruno.get("messages").json().path("messages").get(0);

    var raw =
        "To: "
            + ana.address()
            + "\nSubject: Re: =?UTF-8?Q?Presupuesto_=C3=B1?=\nIn-Reply-To: <own@correo.example>\n"
            + "References: <own@correo.example>\n\nvale\n";
    var answer =
        bruno.post(
            "messages/send",
            Map.of(
                "raw", RunningSimulator.raw(raw), "threadId", arrived.path("threadId").asString()));

    assertThat(answer.json().path("threadId").asString())
        .isEqualTo(arrived.path("threadId").asString());
    var inbox = ana.get("mailFolders/inbox/messages").json().path("value");
    assertThat(inbox.get(0).path("conversationId").asString())
        .isEqualTo(ana.message(id).path("conversationId").asString());
  }
}
