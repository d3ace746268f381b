package io.correo.provider.gmail;

import com.google.api.services.gmail.model.MessagePart;
import com.google.api.services.gmail.model.MessagePartBody;
import com.google.api.services.gmail.model.MessagePartHeader;
import io.correo.events.Attachment;
import io.correo.events.AttachmentId;
import io.correo.events.MessageId;
import io.correo.provider.mime.FileName;
import io.correo.provider.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One part of the tree Gmail reads a message into, with what its headers say about it.
final class Parts {
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
    return headers(part).token("Content-Disposition");
  }

  static @Nullable String contentId(MessagePart part) {
    var headers = headers(part);
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
    if (given.isBlank()) given = headers(part).parameter("Content-Disposition", "filename");
    if (given.isBlank()) given = headers(part).parameter("Content-Type", "name");
    return FileName.of(given, type(part), id(part));
  }

  static Headers headers(MessagePart part) {
    return new Headers(
        Objects.requireNonNullElse(part.getHeaders(), List.<MessagePartHeader>of()).stream()
            .map(header -> new Headers.Field(header.getName(), header.getValue()))
            .toList());
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
