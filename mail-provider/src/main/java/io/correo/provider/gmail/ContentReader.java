package io.correo.provider.gmail;

import com.google.api.services.gmail.model.Message;
import com.google.api.services.gmail.model.MessagePart;
import io.correo.events.Address;
import io.correo.events.Attachment;
import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.provider.Grant;
import io.correo.provider.ProviderException;
import io.correo.provider.http.ShortStrings;
import io.correo.provider.mime.AddressField;
import io.correo.provider.mime.Headers;
import io.correo.provider.mime.Machine;
import io.correo.provider.mime.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes a message's content from the tree Gmail reads it into. Whatever a sender wrote, there is a
/// content; what could not be read is said in its `problems`.
final class ContentReader {
  private static final int DEEPEST = 100;
  private static final int BYTES_A_CHARACTER = 4;
  private final GoogleSettings.Limits limits;
  private final GmailContents contents;

  ContentReader(GoogleSettings.Limits limits, GmailContents contents) {
    this.limits = limits;
    this.contents = contents;
  }

  /// Letters of base64 that are more than is kept of a text, whatever its charset.
  static int letters(GoogleSettings.Limits limits) {
    var bytes = BYTES_A_CHARACTER * Math.max(limits.htmlBytes(), limits.textBytes());
    return Math.max(ShortStrings.NO_TEXT, (bytes / 3 + 2) * 4);
  }

  /// @param grant to fetch a text that is too large to come with the message
  /// @param id of the message, which those of its attachments are made from
  MessageContent read(Grant grant, MessageId id, Message message) {
    return new Reading(grant, id, message).content();
  }

  private final class Reading {
    private final Grant grant;
    private final MessageId id;
    private final Message message;
    private final MessagePart root;
    private final Headers headers;
    private final List<MessagePart> files = new ArrayList<>();
    private final LinkedHashSet<String> problems = new LinkedHashSet<>();
    private boolean truncated;

    Reading(Grant grant, MessageId id, Message message) {
      this.grant = grant;
      this.id = id;
      this.message = message;
      this.root = Objects.requireNonNullElseGet(message.getPayload(), MessagePart::new);
      this.headers = Parts.headers(root);
    }

    MessageContent content() {
      var body = body(root, 0);
      var html = body.html() == null ? null : capped(body.html(), limits.htmlBytes());
      var said = body.text() == null && html != null ? PlainText.ofHtml(html) : body.text();
      var text = said == null ? null : capped(said, limits.textBytes());
      var from = AddressField.parse(headers.all("From"));
      if (from.isEmpty()) problems.add("The message has no From header.");
      return new MessageContent(
          headers.text("Subject"),
          from.isEmpty() ? null : from.getFirst(),
          addresses("Reply-To"),
          addresses("To"),
          addresses("Cc"),
          addresses("Bcc"),
          date(),
          headers.messageId(),
          headers.inReplyTo(),
          headers.references(),
          PlainText.snippet(text == null ? "" : text),
          text,
          html,
          truncated,
          attachments(html),
          size(),
          Machine.wrote(headers, isReport(), from.isEmpty() ? null : from.getFirst()),
          headers.starting("x-correo-"),
          List.copyOf(problems));
    }

    private Body body(MessagePart part, int depth) {
      if (depth > DEEPEST) {
        problems.add("Parts nested more than %d deep are left out.".formatted(DEEPEST));
        return Body.NONE;
      }
      if (Parts.isMultipart(part)) {
        if (Parts.children(part).isEmpty()) problems.add("The message came without its parts.");
        var bodies = Parts.children(part).stream().map(child -> body(child, depth + 1)).toList();
        return Parts.type(part).equals("multipart/alternative")
            ? Body.anyOf(bodies)
            : Body.allOf(bodies);
      }
      if (!Parts.isBody(part)) {
        files.add(part);
        return Body.NONE;
      }
      var text = text(part);
      return Parts.type(part).equals("text/html") ? new Body(null, text) : new Body(text, null);
    }

    private @Nullable String text(MessagePart part) {
      var cap = Parts.type(part).equals("text/html") ? limits.htmlBytes() : limits.textBytes();
      try (var bytes = bytes(part)) {
        var head = bytes.readNBytes(BYTES_A_CHARACTER * cap);
        if (bytes.read() >= 0) {
          truncated = true;
          head = withoutBrokenEnd(head);
        }
        var found = new ArrayList<String>();
        var text =
            Charsets.decode(head, Parts.headers(part).parameter("Content-Type", "charset"), found);
        problems.addAll(found);
        return text.replace("\r\n", "\n").replace("\0", "");
      } catch (IOException | ProviderException.Gone | ProviderException.Refused unreadable) {
        problems.add("A part of the text could not be read.");
        return null;
      }
    }

    /// A cut may be in the middle of a character.
    private static byte[] withoutBrokenEnd(byte[] bytes) {
      int end = bytes.length;
      while (end > 0 && end > bytes.length - 4 && bytes[end - 1] < 0) end--;
      return Arrays.copyOf(bytes, end);
    }

    private InputStream bytes(MessagePart part) throws IOException {
      var body = part.getBody();
      if (body != null && body.getData() == null && body.getAttachmentId() != null) {
        return contents.open(grant, message.getId(), body.getAttachmentId());
      }
      return Base64Text.decode(body == null || body.getData() == null ? "" : body.getData());
    }

    private String capped(String text, int bytes) {
      var cut = PlainText.cut(text, bytes);
      if (cut.length() < text.length()) truncated = true;
      return cut;
    }

    private List<Address> addresses(String name) {
      return AddressField.parse(headers.all(name));
    }

    private List<Attachment> attachments(@Nullable String html) {
      return files.stream().map(part -> Parts.attachment(id, part, html)).toList();
    }

    private Instant date() {
      return Instant.ofEpochMilli(Objects.requireNonNullElse(message.getInternalDate(), 0L));
    }

    private long size() {
      var estimate = message.getSizeEstimate();
      return estimate == null ? Parts.wholeSize(root) : estimate.longValue();
    }

    private boolean isReport() {
      return Parts.children(root).stream()
          .anyMatch(part -> Parts.type(part).equals("message/delivery-status"));
    }
  }
}
