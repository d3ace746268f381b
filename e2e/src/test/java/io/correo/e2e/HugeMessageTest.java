package io.correo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.local.demo.DemoMailbox;
import io.correo.local.launch.Layout;
import io.correo.local.launch.Layout.Group;
import io.correo.local.launch.Part;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A mail as large as a provider takes, all of it in its text, and sync-service with 256 MB. Takes
/// long, so only with `-Dcorreo.huge=150`, in megabytes.
@EnabledIfSystemProperty(named = "correo.huge", matches = "\\d+")
class HugeMessageTest {
  private static final int MEGABYTES = Integer.getInteger("correo.huge", 1);
  private static final Duration READ = Duration.ofMinutes(5);

  @Test
  void isListedByItsBeginningAndWhatFollowsItToo() {
    var layout = Layout.together().splitOff("sync", "simulator");
    try (var stage = Stage.open(roomyOutside(layout), Map.of())) {
      for (var mailbox : anasMailboxes().toList()) {
        var id = stage.connect(mailbox);
        var sync = stage.system().part("sync");

        stage.world().deliver(mailbox.address(), mail());
        stage.world().deliver(mailbox.address(), "x@fuera.example", "After it", "hola");

        var crm = stage.as("ana");
        for (var subject : List.of("Huge", "After it")) {
          await()
              .atMost(READ)
              .until(
                  () ->
                      crm.all("/threads?mailbox=" + id).stream()
                          .anyMatch(it -> it.path("subject").asString("").equals(subject)));
        }
        assertThat(sync.isAlive()).isTrue();
      }
    }
  }

  private static Stream<DemoMailbox> anasMailboxes() {
    return DemoMailbox.all().stream().filter(it -> it.user().equals("ana"));
  }

  private static byte[] mail() {
    var mail = new ByteArrayOutputStream();
    mail.writeBytes(
        "From: x@fuera.example\r\nSubject: Huge\r\nContent-Type: text/plain\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
    var line = "Una línea de sesenta y cuatro letras, y otra igual y otra igual.\r\n";
    var bytes = line.getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < (MEGABYTES << 20) / bytes.length; i++) mail.writeBytes(bytes);
    return mail.toByteArray();
  }

  /// The world outside holds every mail in memory, several times over.
  private static Layout roomyOutside(Layout layout) {
    return new Layout(
        layout.groups().stream()
            .map(
                group ->
                    group.parts().equals(List.of(Part.SIMULATOR))
                        ? new Group(group.name(), group.parts(), List.of("-Xmx4g"))
                        : group)
            .toList());
  }
}
