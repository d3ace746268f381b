package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Encoding;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Writes the fields of a Graph message into mail. A field that is not there changes nothing.
final class DraftFields {

  private static final int OWN_HEADERS = 5;
  private static final Map<String, String> RECIPIENTS =
      Map.of(
          "toRecipients", "To",
          "ccRecipients", "Cc",
          "bccRecipients", "Bcc",
          "replyTo", "Reply-To");

  private DraftFields() {}

  static DraftMail apply(DraftMail mail, JsonNode json) {
    var now = mail;
    if (json.has("subject")) {
      now = now.with("Subject", Encoding.header(line(json.path("subject").asString(""))));
    }
    for (var field : RECIPIENTS.entrySet()) {
      if (json.has(field.getKey())) {
        now = now.with(field.getValue(), addresses(json.path(field.getKey()).iterator()));
      }
    }
    for (var name : List.of("from", "sender")) {
      if (json.path(name).isObject()) {
        var header = name.equals("from") ? "From" : "Sender";
        now = now.with(header, address(json.path(name)));
      }
    }
    if (json.path("internetMessageId").isString()) {
      now = now.with("Message-ID", messageId(json.path("internetMessageId").asString("")));
    }
    if (json.has("importance")) {
      var importance = json.path("importance").asString("").toLowerCase(Locale.ROOT);
      now = now.with("Importance", importance.equals("normal") ? "" : line(importance));
    }
    if (json.path("body").isObject()) {
      now = now.with(body(json.path("body")));
    }
    return files(properties(headers(now, json.path("internetMessageHeaders")), json), json);
  }

  private static ItemBody body(JsonNode body) {
    boolean html = body.path("contentType").asString("text").equalsIgnoreCase("html");
    return new ItemBody(html, body.path("content").asString(""));
  }

  private static DraftMail headers(DraftMail mail, JsonNode headers) {
    if (headers.size() > OWN_HEADERS) {
      throw GraphException.of(
          400,
          "InvalidInternetMessageHeaderCollection",
          "Maximum number of headers in one message should be less than or equal to 5.");
    }
    var now = mail;
    for (var header : headers) {
      var name = line(header.path("name").asString(""));
      if (!name.matches("[xX]-[!-9;-~]+")) {
        throw GraphException.of(
            400,
            "InvalidInternetMessageHeader",
            "The internet message header name '" + name + "' should start with 'x-' or 'X-'.");
      }
      now = now.with(name, Encoding.header(line(header.path("value").asString(""))));
    }
    return now;
  }

  /// The extended properties that are headers.
  private static DraftMail properties(DraftMail mail, JsonNode json) {
    var now = mail;
    for (var property : json.path("singleValueExtendedProperties")) {
      var id = property.path("id").asString("");
      var value = line(property.path("value").asString(""));
      if (id.equalsIgnoreCase(ExtendedProperties.IN_REPLY_TO)) {
        now = now.with("In-Reply-To", value);
      } else if (id.equalsIgnoreCase(ExtendedProperties.REFERENCES)) {
        now = now.with("References", value);
      }
    }
    return now;
  }

  private static DraftMail files(DraftMail mail, JsonNode json) {
    if (!json.path("attachments").isArray()) {
      return mail;
    }
    var files = new ArrayList<>(mail.files());
    json.path("attachments").forEach(attachment -> files.add(file(attachment)));
    return mail.with(files);
  }

  /// An attachment as Graph takes it.
  static DraftFile file(JsonNode json) {
    var name = line(json.path("name").asString(""));
    var contentId = json.path("contentId").asString("");
    boolean inline = json.path("isInline").asBoolean(false);
    var kind = json.path("@odata.type").asString("").replaceFirst(".*\\.", "");
    return switch (kind) {
      case "fileAttachment" ->
          new DraftFile(
              name,
              json.path("contentType").asString("application/octet-stream"),
              contentId.isEmpty() ? null : line(contentId),
              inline,
              bytes(json.path("contentBytes").asString("")),
              "");
      case "itemAttachment" ->
          new DraftFile(
              name,
              "message/rfc822",
              null,
              false,
              apply(DraftMail.empty(), json.path("item")).content().raw(),
              "");
      case "referenceAttachment" ->
          new DraftFile(
              name, Attachment.LINK, null, false, new byte[0], json.path("sourceUrl").asString(""));
      default -> throw GraphException.badRequest("'" + kind + "' is no kind of attachment.");
    };
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException malformed) {
      throw GraphException.badRequest("Cannot convert the literal to the type 'Edm.Binary'.");
    }
  }

  static String addresses(Iterator<JsonNode> recipients) {
    var found = new ArrayList<String>();
    recipients.forEachRemaining(recipient -> found.add(address(recipient)));
    found.removeIf(String::isEmpty);
    return String.join(",\r\n ", found);
  }

  private static String address(JsonNode recipient) {
    var address = line(recipient.path("emailAddress").path("address").asString(""));
    var name = line(recipient.path("emailAddress").path("name").asString(""));
    if (address.isBlank()) {
      return "";
    }
    return Encoding.phrase(name.replaceAll("[\"\\\\]", " ").strip())
        + "<"
        + address.replaceAll("[<>\\s,]", "")
        + ">";
  }

  private static String messageId(String id) {
    var bare = line(id).replaceAll("[<>\\s]", "");
    if (bare.isEmpty()) {
      throw GraphException.of(400, "ErrorInvalidRequest", "The internet message id is empty.");
    }
    return "<" + bare + ">";
  }

  /// Nothing a caller says may begin another header.
  private static String line(String text) {
    return text.replaceAll("[\\r\\n]+", " ");
  }
}
