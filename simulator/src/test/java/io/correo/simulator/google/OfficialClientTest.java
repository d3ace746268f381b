package io.correo.simulator.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.googleapis.batch.json.JsonBatchCallback;
import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.gmail.Gmail;
import com.google.api.services.gmail.model.Draft;
import com.google.api.services.gmail.model.Message;
import com.google.api.services.gmail.model.ModifyMessageRequest;
import com.google.api.services.gmail.model.WatchRequest;
import io.correo.simulator.RunningSimulator;
import io.correo.simulator.RunningSimulator.GmailUser;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Google's own Java client, as it is out of the box: gzipped bodies, resumable uploads, batches.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialClientTest {

  private RunningSimulator simulator;
  private GmailUser ana;
  private Gmail gmail;

  @BeforeAll
  void start() {
    // Above Long.MAX_VALUE, so that a signed reading shows.
    simulator = new RunningSimulator("--simulator.google.first-history=9223372036854775800");
    ana = simulator.gmail("ana@client.example");
    gmail =
        new Gmail.Builder(
                new NetHttpTransport(),
                GsonFactory.getDefaultInstance(),
                request -> request.getHeaders().setAuthorization("Bearer " + ana.token()))
            .setRootUrl(simulator.url() + "/")
            .setBatchPath("batch/gmail/v1")
            .setApplicationName("test")
            .build();
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  private static ByteArrayContent mail(int size) {
    var text =
        "To: x@out.example\r\nSubject: big\r\n\r\n" + "0123456789abcde\r\n".repeat(size / 17);
    return new ByteArrayContent("message/rfc822", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void sendsByResumableUpload() throws IOException {
    var sent = gmail.users().messages().send("me", new Message(), mail(100)).execute();

    assertThat(gmail.users().messages().get("me", sent.getId()).execute().getLabelIds())
        .containsExactly("SENT");
  }

  @Test
  void sendsInSeveralPiecesAndByDirectUpload() throws IOException {
    var pieces = gmail.users().messages().send("me", new Message(), mail(1_000_000));
    pieces.getMediaHttpUploader().setChunkSize(256 * 1024);
    var direct = gmail.users().messages().send("me", new Message(), mail(5_000));
    direct.getMediaHttpUploader().setDirectUploadEnabled(true);

    var first = gmail.users().messages().get("me", pieces.execute().getId()).setFormat("raw");
    var second = gmail.users().messages().get("me", direct.execute().getId()).setFormat("raw");

    assertThat(first.execute().decodeRaw().length).isGreaterThan(999_000);
    assertThat(second.execute().decodeRaw().length).isGreaterThan(4_900);
  }

  @Test
  void keepsADraftInItsThread() throws IOException {
    var original = ana.receives("From: m@x.example\nSubject: Oferta\nMessage-ID: <o@x>\n\nhi\n");
    var reply =
        "To: m@x.example\r\nSubject: Re: Oferta\r\nIn-Reply-To: <o@x>\r\n\r\nyes\r\n"
            .getBytes(StandardCharsets.UTF_8);

    var draft =
        gmail
            .users()
            .drafts()
            .create(
                "me",
                new Draft().setMessage(new Message().setThreadId(original)),
                new ByteArrayContent("message/rfc822", reply))
            .execute();
    var sent = gmail.users().drafts().send("me", new Draft().setId(draft.getId())).execute();

    assertThat(draft.getMessage().getThreadId()).isEqualTo(original);
    assertThat(sent.getThreadId()).isEqualTo(original);
    assertThatThrownBy(() -> gmail.users().drafts().get("me", draft.getId()).execute())
        .isInstanceOfSatisfying(
            GoogleJsonResponseException.class,
            refusal -> {
              assertThat(refusal.getStatusCode()).isEqualTo(404);
              assertThat(refusal.getDetails().getErrors().getFirst().getReason())
                  .isEqualTo("notFound");
            });
  }

  @Test
  void answersABatchInOrderWithAStatusEach() throws IOException {
    var one = ana.receives("Subject: one\n\nx\n");
    var two = ana.receives("Subject: two\n\nx\n");
    var results = new ArrayList<String>();
    var callback =
        new JsonBatchCallback<Message>() {
          @Override
          public void onSuccess(Message message, HttpHeaders headers) {
            results.add(message.getId());
          }

          @Override
          public void onFailure(GoogleJsonError error, HttpHeaders headers) {
            results.add(error.getCode() + " " + error.getErrors().getFirst().getReason());
          }
        };
    var batch = gmail.batch();
    gmail.users().messages().get("me", one).queue(batch, callback);
    gmail.users().messages().get("me", "ffff").queue(batch, callback);
    gmail
        .users()
        .messages()
        .modify("me", two, new ModifyMessageRequest().setAddLabelIds(List.of("STARRED")))
        .queue(batch, callback);

    batch.execute();

    assertThat(results).containsExactly(one, "404 notFound", two);
    assertThat(ana.labels(two)).contains("STARRED");
  }

  @Test
  void refusesOneCallOfABatchWhenScripted() throws IOException {
    var one = ana.receives("Subject: one\n\nx\n");
    var two = ana.receives("Subject: two\n\nx\n");
    simulator.json(
        "POST",
        "/_sim/faults",
        Map.of(
            "action",
            "throttle",
            "match",
            Map.of("path", "messages/" + two, "address", ana.address())));
    var results = new ArrayList<String>();
    var callback =
        new JsonBatchCallback<Message>() {
          @Override
          public void onSuccess(Message message, HttpHeaders headers) {
            results.add("200");
          }

          @Override
          public void onFailure(GoogleJsonError error, HttpHeaders headers) {
            results.add(error.getCode() + " " + error.getErrors().getFirst().getReason());
          }
        };
    var batch = gmail.batch();
    gmail.users().messages().get("me", one).queue(batch, callback);
    gmail.users().messages().get("me", two).queue(batch, callback);

    batch.execute();

    assertThat(results).containsExactly("200", "429 rateLimitExceeded");
  }

  @Test
  void countsHistoryWithoutSign() throws IOException {
    var start = gmail.users().getProfile("me").execute().getHistoryId();
    ana.receives("Subject: a\n\nx\n");
    var end = gmail.users().getProfile("me").execute().getHistoryId();

    var history = gmail.users().history().list("me").setStartHistoryId(start).execute();

    assertThat(end)
        .isGreaterThan(start)
        .isGreaterThan(BigInteger.valueOf(Long.MAX_VALUE).subtract(BigInteger.valueOf(100)));
    assertThat(history.getHistory()).hasSize(1);
    assertThat(history.getHistoryId()).isEqualTo(end);
  }

  @Test
  void watchesForAWeek() throws IOException {
    var watch =
        gmail
            .users()
            .watch("me", new WatchRequest().setTopicName("projects/correo/topics/gmail"))
            .execute();

    assertThat(watch.getExpiration()).isGreaterThan(System.currentTimeMillis() + 6 * 86_400_000L);
    gmail.users().stop("me").execute();
  }
}
