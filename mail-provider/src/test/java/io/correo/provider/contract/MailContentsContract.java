package io.correo.provider.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.correo.events.Attachment;
import io.correo.provider.Change;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.OutgoingMessage;
import io.correo.provider.ProviderException.Gone;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every [io.correo.provider.MailContents] promises, whoever the provider is.
public interface MailContentsContract extends ProviderContract {

  @Test
  default void givesAnAttachmentByteForByte() throws IOException {
    var bytes = bytes(100_001);
    var ref =
        mailbox()
            .deliver(
                Letter.about("Offer")
                    .with(new Letter.File("Presupuesto año.pdf", "application/pdf", bytes)));

    var file = files(ref).getFirst();

    assertThat(file.name()).isEqualTo("Presupuesto año.pdf");
    assertThat(file.type()).isEqualTo("application/pdf");
    assertThat(file.inline()).isFalse();
    try (var stream = provider().contents().attachment(grant(), ref, file.part())) {
      assertThat(stream.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  default void sendsFilesByteForByte() throws IOException {
    var bytes = bytes(70_000);
    var draft =
        provider()
            .sender()
            .create(
                grant(),
                message(
                    "Offer",
                    new OutgoingMessage.File(
                        "señal.bin",
                        "application/octet-stream",
                        bytes.length,
                        null,
                        () -> new ByteArrayInputStream(bytes))));

    var file = files(draft.messageRef()).getFirst();

    assertThat(file.name()).isEqualTo("señal.bin");
    try (var stream = provider().contents().attachment(grant(), draft.messageRef(), file.part())) {
      assertThat(stream.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  default void givesTheWholeMessage() throws IOException {
    var ref = mailbox().delivered("Offer");

    try (var stream = provider().contents().raw(grant(), ref)) {
      var raw = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(raw).contains("Subject: Offer").contains("About Offer");
    }
  }

  @Test
  default void mayBeClosedBeforeItsEnd() throws IOException {
    var ref =
        mailbox()
            .deliver(
                Letter.about("Offer")
                    .with(new Letter.File("a.bin", "application/octet-stream", bytes(500_000))));
    var part = files(ref).getFirst().part();

    for (int i = 0; i < 3; i++) {
      try (var stream = provider().contents().attachment(grant(), ref, part)) {
        assertThat(stream.readNBytes(10)).hasSize(10);
      }
    }
  }

  @Test
  default void saysThatAMessageOrPartIsGone() {
    var ref = mailbox().delivered("Offer");
    assertThatThrownBy(() -> provider().contents().attachment(grant(), ref, "77"))
        .isInstanceOf(Gone.class);
    mailbox().purge(ref);

    assertThatThrownBy(() -> provider().contents().raw(grant(), ref)).isInstanceOf(Gone.class);
    assertThatThrownBy(() -> provider().contents().attachment(grant(), ref, "1"))
        .isInstanceOf(Gone.class);
  }

  private List<Attachment> files(String ref) {
    var change = provider().source().fetch(grant(), List.of(new Listed(ref, "", null))).getFirst();
    return ((Change.Upserted) change).content().attachments();
  }

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
