package io.correo.mailbox.content;

import io.correo.provider.ProviderException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;

/// Bytes on their way from the provider to a browser, never held whole, and of no type that a
/// browser would run.
final class Download {
  private static final Logger log = LoggerFactory.getLogger(Download.class);
  private static final int BUFFER = 32 * 1024;
  private static final Set<String> SHOWN =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "application/pdf");
  // What a browser might run or render with a script in it goes out as mere bytes.
  private static final Set<String> ACTIVE =
      Set.of("html", "xml", "svg", "javascript", "ecmascript", "xhtml", "mhtml", "flash", "java");

  private final HttpServletResponse response;

  Download(HttpServletResponse response) {
    this.response = response;
  }

  /// @param inline whether it may be shown in place, where its type allows
  void head(String name, String type, boolean inline) {
    var shows = inline && SHOWN.contains(type);
    response.setContentType(shows ? type : harmless(type));
    var disposition = shows ? ContentDisposition.inline() : ContentDisposition.attachment();
    response.setHeader(
        "Content-Disposition",
        disposition.filename(fileName(name), StandardCharsets.UTF_8).build().toString());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    response.setHeader("Cache-Control", "private, no-store");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
  }

  /// Copies and closes. When the browser went away there is nobody to tell.
  ///
  /// @throws ProviderException when the provider stops in the middle
  void copy(InputStream bytes) throws IOException {
    try (bytes) {
      copy(bytes, response.getOutputStream());
    }
  }

  /// @return false when the browser went away
  static boolean copy(InputStream bytes, OutputStream out) {
    var buffer = new byte[BUFFER];
    while (true) {
      int read;
      try {
        read = bytes.read(buffer);
      } catch (IOException broken) {
        throw new ProviderException.Unavailable("the file broke off", broken);
      }
      if (read < 0) return true;
      try {
        out.write(buffer, 0, read);
      } catch (IOException gone) {
        log.debug("A reader went away: {}", gone.toString());
        return false;
      }
    }
  }

  private static String harmless(String type) {
    var lower = type.toLowerCase(Locale.ROOT);
    var isActive = ACTIVE.stream().anyMatch(lower::contains) || lower.startsWith("text/");
    var isSane = lower.matches("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}");
    return isActive || !isSane ? "application/octet-stream" : lower;
  }

  /// A name for a file: nothing in it leads elsewhere.
  static String fileName(String name) {
    var plain = name.replaceAll("[\\p{Cntrl}\\p{Cf}/\\\\:*?\"<>|]", "_").strip();
    plain = plain.replaceAll("\\.{2,}", ".").replaceAll("^[._ ]+", "");
    if (plain.isBlank()) return "file";
    return plain.length() <= 180 ? plain : plain.substring(plain.length() - 180);
  }
}
