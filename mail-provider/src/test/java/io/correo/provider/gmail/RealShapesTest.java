package io.correo.provider.gmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.gmail.model.Message;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.provider.Budget;
import io.correo.provider.Grant;
import io.correo.provider.ProviderCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Structures of real answers of Gmail: values are masked, so that only their form is left.
class RealShapesTest {
  private static final Path SHAPES =
      Path.of(System.getProperty("correo.shared", "../shared"))
          .resolve("payloads/gmail/real-shapes");

  @Test
  void readsTheShapesOfRealMessages() throws IOException {
    assumeTrue(Files.isDirectory(SHAPES), "there are no recorded shapes beside this tree");
    var google = SimulatedGoogle.settings(Map.of()).google();
    var gmail = new GmailApi(google, ProviderCalls.DIRECT, Clock.systemUTC());
    var reader = new ContentReader(google.limits(), new GmailContents(gmail));
    int read = 0;

    try (var files = Files.list(SHAPES)) {
      for (var file :
          files.filter(it -> it.getFileName().toString().startsWith("shape")).toList()) {
        var message = unmasked(Files.readString(file));

        var content = reader.read(GRANT, MessageId.of(GRANT.mailbox(), "m"), message);

        assertThat(content.size()).as(file.toString()).isNotNegative();
        content.attachments().forEach(it -> assertThat(it.name()).isNotBlank());
        assertThat(Labels.state(GRANT.mailbox(), message.getLabelIds()).roles()).isNotEmpty();
        read++;
      }
    }
    assertThat(read).isGreaterThan(20);
  }

  private static final Grant GRANT =
      new Grant.UserConsent(
          new MailboxId("mb"), "a@x.example", "token", Instant.MAX, new Budget("sync", 4200, 1));

  private static Message unmasked(String json) throws IOException {
    var plain =
        json.replaceAll("\"historyId\": \"…[^\"]*\"", "\"historyId\": \"1234567\"")
            .replaceAll("\"internalDate\": \"…[^\"]*\"", "\"internalDate\": \"1431990098200\"")
            // A text would be fetched; here there is nobody to fetch it from.
            .replaceAll("\"data\": \"…[^\"]*\"", "\"data\": \"SG9sYQ\"");
    return GsonFactory.getDefaultInstance().fromString(plain, Message.class);
  }
}
