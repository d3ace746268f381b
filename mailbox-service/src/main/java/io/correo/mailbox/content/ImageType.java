package io.correo.mailbox.content;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What kind of image some bytes are, by how they begin. SVG is none: it is a program.
final class ImageType {
  private ImageType() {}

  /// @return null when it is none we know
  static @Nullable String of(byte[] bytes) {
    var head = new String(bytes, 0, Math.min(bytes.length, 12), StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) return "image/png";
    if (head.startsWith("\u00ff\u00d8\u00ff")) return "image/jpeg";
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) return "image/gif";
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) return "image/webp";
    if (head.startsWith("BM") && bytes.length > 26) return "image/bmp";
    if (head.startsWith("ftypavif", 4)) return "image/avif";
    return null;
  }
}
