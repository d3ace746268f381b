package io.correo.provider.gmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.events.Address;
import io.correo.provider.Change;
import io.correo.provider.MailSource.Listed;
import io.correo.provider.OutgoingMessage;
import io.correo.simulator.mail.Ledger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The MIME the adapter writes, as a recipient gets it.
class GmailMimeTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private final GmailProvider provider = SimulatedGoogle.provider();
  private final SimulatedMailbox mailbox = new SimulatedMailbox();

  @Test
  void writesImagesTheTextShowsAndFiles() {
    var change =
        draft(
            message(
                "<p>Mañana <img src=\"cid:logo@correo\"></p>",
                new OutgoingMessage.File(
                    "logo.png", "image/png", PNG.length, "logo@correo", () -> stream(PNG)),
                new OutgoingMessage.File(
                    "Presupuesto año – 2026 «final» con un nombre muy largo de verdad.pdf",
                    "application/pdf",
                    3,
                    null,
                    () -> stream("pdf".getBytes(StandardCharsets.US_ASCII)))));

    var content = change.content();
    assertThat(content.html()).contains("Mañana").contains("cid:logo@correo");
    assertThat(content.text()).contains("Mañana sin más");
    assertThat(content.subject()).isEqualTo("Presupuesto — año 2026");
    assertThat(content.attachments()).hasSize(2);
    assertThat(content.attachments().get(0).inline()).isTrue();
    assertThat(content.attachments().get(1).name())
        .isEqualTo("Presupuesto año – 2026 «final» con un nombre muy largo de verdad.pdf");
    assertThat(content.attachments().get(1).inline()).isFalse();
    assertThat(content.bcc()).extracting(Address::key).containsExactly("oculto@x.example");
    assertThat(content.references()).containsExactly("<a@x.example>", "<b@x.example>");
    assertThat(content.messageId()).isEqualTo("<own@correo.example>");
    assertThat(content.marks()).containsEntry("x-correo-send", "s_1");
  }

  @Test
  void hidesBlindCopiesFromTheOthers() throws IOException {
    var draft = provider.sender().create(mailbox.grant(), message("<p>Hola</p>"));
    provider.sender().send(mailbox.grant(), draft.draftRef());

    var ledger = SimulatedGoogle.the(Ledger.class);
    var copies = ledger.deliveries("oculto@x.example");
    assertThat(copies).isNotEmpty();
    assertThat(new String(copies.getLast().content().raw(), StandardCharsets.UTF_8))
        .doesNotContain("oculto@x.example");
  }

  @Test
  void uploadsAMessageOfManyMegabytesWithoutHoldingIt() throws IOException {
    var size = 12L << 20;
    var change =
        draft(
            message(
                "<p>Hola</p>",
                new OutgoingMessage.File(
                    "big.bin", "application/octet-stream", size, null, () -> new Zeros(size))));

    var file = change.content().attachments().getFirst();
    assertThat(file.size()).isEqualTo(size);
    try (var bytes = provider.contents().attachment(mailbox.grant(), change.ref(), file.part())) {
      assertThat(bytes.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(size);
    }
  }

  private Change.Upserted draft(OutgoingMessage message) {
    var draft = provider.sender().create(mailbox.grant(), message);
    var listed = List.of(new Listed(draft.messageRef(), "", null));
    return (Change.Upserted) provider.source().fetch(mailbox.grant(), listed).getFirst();
  }

  private OutgoingMessage message(String html, OutgoingMessage.File... files) {
    return new OutgoingMessage(
        new Address("Ana García", mailbox.grant().account()),
        List.of(new Address("José, el de «Álamo»", "jose@x.example")),
        List.of(),
        List.of(Address.of("oculto@x.example")),
        "Presupuesto — año 2026",
        html,
        "Mañana sin más",
        "<own@correo.example>",
        "<b@x.example>",
        List.of("<a@x.example>", "<b@x.example>"),
        null,
        Map.of(OutgoingMessage.SEND_MARK, "s_1"),
        List.of(files));
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }
  }
}
