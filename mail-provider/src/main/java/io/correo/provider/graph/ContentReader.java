package io.correo.provider.graph;

import io.correo.events.Address;
import io.correo.events.Attachment;
import io.correo.events.AttachmentId;
import io.correo.events.MessageContent;
import io.correo.events.MessageId;
import io.correo.provider.graph.GraphMessage.Recipient;
import io.correo.provider.mime.FileName;
import io.correo.provider.mime.Headers;
import io.correo.provider.mime.Machine;
import io.correo.provider.mime.PlainText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes a message's content from what Graph read it into. Whatever a sender wrote, there is a
/// content; what could not be read is said in its `problems`.
final class ContentReader {
  private final MicrosoftSettings.Limits limits;

  ContentReader(MicrosoftSettings.Limits limits) {
    this.limits = limits;
  }

  /// @param id of the message, which those of its attachments are made from
  MessageContent read(MessageId id, GraphMessage message) {
    return new Reading(id, message).content();
  }

  static Instant date(@Nullable String iso) {
    if (iso == null) return Instant.EPOCH;
    try {
      return OffsetDateTime.parse(iso).toInstant();
    } catch (DateTimeException unreadable) {
      return Instant.EPOCH;
    }
  }

  private final class Reading {
    private final MessageId id;
    private final GraphMessage message;
    private final Headers headers;
    private final LinkedHashSet<String> problems = new LinkedHashSet<>();
    private boolean truncated;

    Reading(MessageId id, GraphMessage message) {
      this.id = id;
      this.message = message;
      this.headers = new Headers(each(message.internetMessageHeaders()));
    }

    MessageContent content() {
      var from = from();
      var html = html();
      var text = text(html);
      return new MessageContent(
          Headers.decode(Objects.requireNonNullElse(message.subject(), "")),
          from,
          addresses(message.replyTo()),
          addresses(message.toRecipients()),
          addresses(message.ccRecipients()),
          addresses(message.bccRecipients()),
          date(
              message.receivedDateTime() == null
                  ? message.createdDateTime()
                  : message.receivedDateTime()),
          messageId(),
          inReplyTo(),
          references(),
          PlainText.snippet(text == null ? "" : text),
          text,
          html,
          truncated,
          attachments(html),
          size(),
          Machine.wrote(headers, false, from),
          marks(),
          List.copyOf(problems));
    }

    private @Nullable Address from() {
      var from = message.from() == null ? message.sender() : message.from();
      var found = from == null ? List.<Address>of() : addresses(List.of(from));
      if (!found.isEmpty()) return found.getFirst();
      // A draft gets its sender when it is sent.
      if (!message.draft()) problems.add("The message has no From header.");
      return null;
    }

    private @Nullable String html() {
      var body = message.body();
      if (body == null || !body.isHtml() || body.content() == null) return null;
      return capped(tidy(body.content()), limits.htmlBytes());
    }

    private @Nullable String text(@Nullable String html) {
      if (html != null) return capped(PlainText.ofHtml(html), limits.textBytes());
      var body = message.body();
      if (body == null || body.content() == null) {
        problems.add("The message came without its text.");
        return null;
      }
      return capped(tidy(body.content()), limits.textBytes());
    }

    private static String tidy(String text) {
      return text.replace("\r\n", "\n").replace("\0", "");
    }

    private String capped(String text, int bytes) {
      var cut = PlainText.cut(text, bytes);
      if (cut.length() < text.length()) truncated = true;
      return cut;
    }

    private List<Address> addresses(@Nullable List<Recipient> recipients) {
      var found = new ArrayList<Address>();
      for (var recipient : each(recipients)) {
        var email = recipient.emailAddress();
        if (email == null) continue;
        var name = Headers.decode(Objects.requireNonNullElse(email.name(), ""));
        var address = Headers.decode(Objects.requireNonNullElse(email.address(), ""));
        // Lists of the organisation may have a name only.
        if (address.isEmpty() && name.isEmpty()) continue;
        if (address.isEmpty()) found.add(Address.of(name));
        else found.add(new Address(name.isEmpty() || name.equals(address) ? null : name, address));
      }
      return found;
    }

    private @Nullable String messageId() {
      var id = Objects.requireNonNullElse(message.internetMessageId(), "").strip();
      if (id.isEmpty()) return headers.messageId();
      return new Headers(List.of(new Headers.Field("Message-ID", id))).messageId();
    }

    private @Nullable String inReplyTo() {
      var received = headers.inReplyTo();
      return received == null ? written().inReplyTo() : received;
    }

    private List<String> references() {
      var received = headers.references();
      return received.isEmpty() ? written().references() : received;
    }

    /// What stands in the properties headers will be made of, or were.
    private Headers written() {
      return new Headers(
          List.of(
              new Headers.Field(
                  "In-Reply-To", Property.of(message, Property.IN_REPLY_TO).orElse(null)),
              new Headers.Field(
                  "References", Property.of(message, Property.REFERENCES).orElse(null))));
    }

    private List<Attachment> attachments(@Nullable String html) {
      return each(message.attachments()).stream().map(it -> attachment(it, html)).toList();
    }

    private Attachment attachment(GraphAttachment file, @Nullable String html) {
      var cid = file.cid();
      return new Attachment(
          AttachmentId.of(id, file.ref()),
          file.ref(),
          name(file),
          file.type(),
          Objects.requireNonNullElse(file.size(), 0L),
          cid != null && html != null && html.contains("cid:" + cid),
          cid);
    }

    /// An item is named by its subject; it is handed over as a message.
    private static String name(GraphAttachment file) {
      var given = Objects.requireNonNullElse(file.name(), "");
      if (file.isItem() && !given.isBlank() && !given.endsWith(".eml")) given += ".eml";
      return FileName.of(given, file.type(), "");
    }

    private long size() {
      var told = Property.of(message, Property.SIZE).orElse("");
      if (told.matches("\\d{1,18}")) return Long.parseLong(told);
      var body = message.body();
      var text = body == null || body.content() == null ? 0 : body.content().length();
      return text
          + each(message.attachments()).stream()
              .mapToLong(it -> Objects.requireNonNullElse(it.size(), 0L))
              .sum();
    }

    private TreeMap<String, String> marks() {
      var marks = new TreeMap<>(headers.starting("x-correo-"));
      marks.putAll(Property.marks(message));
      return marks;
    }
  }

  private static <T> List<T> each(@Nullable List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }
}
