package io.correo.provider.gmail;

import com.google.api.services.gmail.model.MessagePart;
import com.google.api.services.gmail.model.MessagePartBody;
import io.correo.events.Attachment;
import io.correo.events.AttachmentId;
import io.correo.events.MessageId;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One part of the tree Gmail reads a message into, with what its headers say about it.
final class Parts {
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}/\\\\]+");
  private static final int LONGEST_NAME = 200;
  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "message/rfc822", "eml",
          "message/global", "eml",
          "text/calendar", "ics",
          "text/plain", "txt",
          "text/html", "html",
          "image/jpeg", "jpg",
          "image/svg+xml", "svg",
          "text/vcard", "vcf");

  private Parts() {}

  static String id(MessagePart part) {
    return Objects.requireNonNullElse(part.getPartId(), "");
  }

  static String type(MessagePart part) {
    var type = part.getMimeType();
    return type == null || !type.contains("/")
        ? "application/octet-stream"
        : type.strip().toLowerCase(Locale.ROOT);
  }

  static boolean isMultipart(MessagePart part) {
    return type(part).startsWith("multipart/");
  }

  static List<MessagePart> children(MessagePart part) {
    return Objects.requireNonNullElse(part.getParts(), List.of());
  }

  /// What the body is shown from; everything else is a file.
  static boolean isBody(MessagePart part) {
    var type = type(part);
    return (type.equals("text/plain") || type.equals("text/html"))
        && Objects.requireNonNullElse(part.getFilename(), "").isBlank()
        && !disposition(part).equals("attachment");
  }

  static String disposition(MessagePart part) {
    return Headers.of(part).token("Content-Disposition");
  }

  static @Nullable String contentId(MessagePart part) {
    var headers = Headers.of(part);
    var id = headers.raw("Content-ID").orElse(headers.raw("X-Attachment-Id").orElse(""));
    id = id.replaceAll("^<|>$", "").strip();
    return id.isEmpty() ? null : id;
  }

  /// @param html the body that may show it; null when there is none
  static Attachment attachment(MessageId message, MessagePart part, @Nullable String html) {
    var id = contentId(part);
    var inline = id != null && html != null && html.contains("cid:" + id);
    return new Attachment(
        AttachmentId.of(message, id(part)),
        id(part),
        name(part),
        type(part),
        size(part),
        inline,
        id);
  }

  static long size(MessagePart part) {
    return Optional.ofNullable(part.getBody())
        .map(MessagePartBody::getSize)
        .map(Integer::longValue)
        .orElse(0L);
  }

  /// Of the part and all in it.
  static long wholeSize(MessagePart root) {
    var open = new ArrayList<>(List.of(root));
    long size = 0;
    while (!open.isEmpty()) {
      var part = open.removeLast();
      size += size(part);
      open.addAll(children(part));
    }
    return size;
  }

  static String name(MessagePart part) {
    var given = Objects.requireNonNullElse(part.getFilename(), "");
    if (given.isBlank()) given = parameter(part, "Content-Disposition", "filename");
    if (given.isBlank()) given = parameter(part, "Content-Type", "name");
    var name = UNSAFE.matcher(Headers.decode(given)).replaceAll("_").strip();
    if (name.isEmpty() || name.equals(".") || name.equals("..")) name = invented(part);
    return name.length() > LONGEST_NAME ? shortened(name) : name;
  }

  private static String shortened(String name) {
    var dot = name.lastIndexOf('.');
    var extension = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
    return name.substring(0, LONGEST_NAME - extension.length()) + extension;
  }

  private static String invented(MessagePart part) {
    var type = type(part);
    var subtype = type.substring(type.indexOf('/') + 1);
    var extension =
        EXTENSIONS.getOrDefault(type, subtype.matches("[a-z0-9]{2,5}") ? subtype : "bin");
    var kind = type.startsWith("message/") ? "message" : "attachment";
    var number = id(part).isEmpty() ? "" : "-" + id(part);
    return kind + number + "." + extension;
  }

  /// A parameter, put together and decoded (RFC 2231). Empty when there is none that can be read.
  static String parameter(MessagePart part, String header, String name) {
    var value = Headers.of(part).raw(header).orElse("");
    try {
      var parameters =
          header.equalsIgnoreCase("Content-Type")
              ? new ContentType(value).getParameterList()
              : new ContentDisposition(value).getParameterList();
      var found = parameters == null ? null : parameters.get(name);
      return found == null ? "" : found;
    } catch (ParseException malformed) {
      return loose(value, name);
    }
  }

  private static String loose(String value, String name) {
    var match =
        Pattern.compile("(?i)\\b" + name + "\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))").matcher(value);
    if (!match.find()) return "";
    return Objects.requireNonNullElse(
        match.group(1), Objects.requireNonNullElse(match.group(2), ""));
  }

  /// The part with that path, wherever it is.
  static Optional<MessagePart> find(MessagePart root, String path) {
    var open = new ArrayList<>(List.of(root));
    while (!open.isEmpty()) {
      var part = open.removeLast();
      if (id(part).equals(path) && !isMultipart(part)) return Optional.of(part);
      open.addAll(children(part));
    }
    return Optional.empty();
  }
}
