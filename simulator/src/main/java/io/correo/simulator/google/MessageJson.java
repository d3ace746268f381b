package io.correo.simulator.google;

import io.correo.simulator.Wire;
import io.correo.simulator.mail.Headers;
import io.correo.simulator.mail.Part;
import io.correo.simulator.mail.StoredMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Messages the way Gmail writes them: what is empty is left out.
final class MessageJson {

  private MessageJson() {}

  /// Id and conversation only.
  static Map<String, Object> reference(StoredMessage message) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", message.id());
    json.put("threadId", message.threadId());
    return json;
  }

  /// What a change of a message answers.
  static Map<String, Object> state(StoredMessage message) {
    var json = reference(message);
    if (!message.labels().isEmpty()) {
      json.put("labelIds", message.labels());
    }
    return json;
  }

  /// @param format `minimal`, `metadata`, `raw` or `full` (also "")
  /// @param headers which headers `metadata` shows; empty for all
  static Map<String, Object> of(StoredMessage message, String format, List<String> headers) {
    var json = state(message);
    json.put("snippet", Wire.escape(message.content().snippet()));
    switch (format) {
      case "minimal" -> {}
      case "metadata" -> json.put("payload", metadata(message, headers));
      case "raw" -> json.put("raw", message.content().raw());
      case "", "full" -> json.put("payload", part(message, message.content().root()));
      default ->
          throw GmailException.invalid(
              "Invalid value at 'format' (type.googleapis.com/google.gmail.v1.MessageFormat)");
    }
    json.put("sizeEstimate", message.content().size());
    json.put("historyId", Long.toUnsignedString(message.historyId()));
    json.put("internalDate", Long.toString(message.date().toEpochMilli()));
    return json;
  }

  private static Map<String, Object> metadata(StoredMessage message, List<String> wanted) {
    var all = message.content().headers().all();
    var shown =
        all.stream()
            .filter(
                field ->
                    wanted.isEmpty() || wanted.stream().anyMatch(field.name()::equalsIgnoreCase))
            .toList();
    var json = new LinkedHashMap<String, Object>();
    json.put("mimeType", mimeType(message));
    if (!shown.isEmpty()) {
      json.put("headers", headers(shown));
    }
    return json;
  }

  private static String mimeType(StoredMessage message) {
    var type = message.content().headers().first("Content-Type");
    var bare = type == null ? "" : type.replaceAll("[;\\s].*", "").toLowerCase(Locale.ROOT);
    return bare.contains("/") ? bare : "text/plain";
  }

  private static Map<String, Object> part(StoredMessage message, Part part) {
    var json = new LinkedHashMap<String, Object>();
    json.put("partId", part.path());
    json.put("mimeType", part.mimeType());
    json.put("filename", part.filename());
    if (!part.headers().isEmpty()) {
      json.put("headers", headers(part.headers()));
    }
    json.put("body", body(message, part));
    if (!part.parts().isEmpty()) {
      var parts = new ArrayList<Object>();
      part.parts().forEach(child -> parts.add(part(message, child)));
      json.put("parts", parts);
    }
    return json;
  }

  private static Map<String, Object> body(StoredMessage message, Part part) {
    var json = new LinkedHashMap<String, Object>();
    int size = part.content().length;
    if (size > 0 && part.isText()) {
      json.put("size", size);
      json.put("data", part.content());
      return json;
    }
    if (!part.isText() && (!part.isMultipart() || !part.filename().isEmpty())) {
      json.put("attachmentId", AttachmentToken.of(message.id(), part.path()));
    }
    json.put("size", size);
    return json;
  }

  private static List<Object> headers(List<Headers.Field> fields) {
    var json = new ArrayList<Object>();
    for (var field : fields) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("name", field.name());
      entry.put("value", field.decoded());
      json.add(entry);
    }
    return json;
  }
}
