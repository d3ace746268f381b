package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Content;
import io.correo.simulator.mail.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One attachment of a message: a file, a message, or a link to a file elsewhere.
///
/// @param id stays while others come and go
record Attachment(GraphMessage message, Part part, String id) {

  /// How a part names what is kept elsewhere (RFC 2017).
  static final String LINK = "message/external-body";

  private static final Pattern URL = Pattern.compile("(?i)\\burl=\"([^\"]*)\"");
  private static final int SAMPLE = 4096;

  /// Those of a message, in order.
  static List<Attachment> of(GraphMessage message) {
    var found = new ArrayList<Attachment>();
    var seen = new HashMap<String, Integer>();
    for (var part : message.stored().content().root().files()) {
      var mark = mark(part, message.stored().content());
      int nth = seen.merge(mark, 1, Integer::sum);
      found.add(new Attachment(message, part, message.id() + "ABIAE" + mark + nth));
    }
    return found;
  }

  static Attachment find(GraphMessage message, String id) {
    for (var attachment : of(message)) {
      if (attachment.id().equals(id)) {
        return attachment;
      }
    }
    throw GraphException.of(
        404, "ErrorItemNotFound", "The specified attachment was not found in the store.");
  }

  /// Made of what it is, not of where it stands: deleting one must not rename the next.
  private static String mark(Part part, Content content) {
    var bytes = part.isMessage() ? content.embedded(part.path()) : part.content();
    var sample = new String(bytes, 0, Math.min(SAMPLE, bytes.length), StandardCharsets.ISO_8859_1);
    var text = part.filename() + part.mimeType() + bytes.length + sample;
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }

  boolean isLink() {
    return part.mimeType().equals(LINK);
  }

  byte[] bytes() {
    return part.isMessage() ? message.stored().content().embedded(part.path()) : part.content();
  }

  String name() {
    if (!part.filename().isEmpty()) {
      return part.filename();
    }
    if (part.isMessage()) {
      return new Content(bytes()).subject();
    }
    var type = part.mimeType();
    return "attachment." + type.substring(type.indexOf('/') + 1);
  }

  String contentType() {
    return part.isMessage() ? "message/rfc822" : part.mimeType();
  }

  @Nullable String contentId() {
    var id = part.header("Content-ID");
    return id == null ? null : id.strip().replaceAll("^<|>$", "");
  }

  /// @param whole with the bytes of a file
  Map<String, Object> json(boolean whole) {
    var bytes = bytes();
    var json = new LinkedHashMap<String, Object>();
    var kind = part.isMessage() ? "item" : isLink() ? "reference" : "file";
    json.put("@odata.type", "#microsoft.graph." + kind + "Attachment");
    json.put("@odata.mediaContentType", contentType());
    json.put("id", id);
    json.put("lastModifiedDateTime", GraphJson.time(message.stored().date()));
    json.put("name", name());
    json.put("contentType", part.isMessage() || isLink() ? null : contentType());
    // Exchange counts some bytes of its own.
    json.put("size", bytes.length + 166);
    json.put("isInline", part.isInline());
    if (kind.equals("file")) {
      json.put("contentId", contentId());
      json.put("contentLocation", null);
      if (whole) {
        json.put("contentBytes", bytes);
      }
    }
    return json;
  }

  /// Where a link leads; "" when it does not say.
  String target() {
    var type = part.header("Content-Type");
    var url = URL.matcher(type == null ? "" : type.replaceAll("\\s+", " "));
    return url.find() ? url.group(1) : "";
  }

  /// An item attachment with the message in it.
  Map<String, Object> withItem() {
    var content = new Content(bytes());
    var json = json(true);
    var item = new LinkedHashMap<String, Object>();
    item.put("@odata.type", "#microsoft.graph.message");
    item.put("subject", content.subject());
    item.put("internetMessageId", content.messageId().isEmpty() ? null : content.messageId());
    item.put("body", ItemBody.of(content.root()).json(message.text()));
    for (var header : List.of("To", "Cc")) {
      item.put(
          header.toLowerCase(Locale.ROOT) + "Recipients",
          content.headers().addresses(header).stream().map(MessageProperties::recipient).toList());
    }
    json.put("item", item);
    return json;
  }
}
