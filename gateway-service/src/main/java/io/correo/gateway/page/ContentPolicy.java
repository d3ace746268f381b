package io.correo.gateway.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// The Content-Security-Policy of the page: our own scripts, the import map by its hash, nothing
/// else.
@Component
public class ContentPolicy {
  private static final Pattern INLINE =
      Pattern.compile("(?s)<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>");

  private final String text;

  ContentPolicy(PageSettings settings) {
    this.text =
        String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self'" + hashes(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "connect-src 'self' " + origin(settings.tokenUri()),
            "frame-src 'self' blob: data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self' " + origin(settings.authorizeUri()),
            "frame-ancestors 'self'");
  }

  public String text() {
    return text;
  }

  // CSP Level 3 §8.2: an inline script is allowed by the hash of its text.
  private static String hashes() {
    var page = new ClassPathResource("static/index.html");
    if (!page.exists()) return "";
    try {
      var hashes = new StringBuilder();
      var inline = INLINE.matcher(page.getContentAsString(StandardCharsets.UTF_8));
      while (inline.find()) hashes.append(" 'sha256-").append(sha256(inline.group(1))).append('\'');
      return hashes.toString();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String sha256(String script) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
