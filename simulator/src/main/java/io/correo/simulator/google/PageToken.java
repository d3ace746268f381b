package io.correo.simulator.google;

import io.correo.simulator.mail.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Where the next page of a list begins, opaque to who asks.
final class PageToken {

  private PageToken() {}

  static String of(Position last) {
    return encode(last.date().getEpochSecond() + "," + last.date().getNano() + "," + last.id());
  }

  static String of(long number) {
    return encode(Long.toUnsignedString(number));
  }

  static @Nullable Position position(String token) {
    if (token.isEmpty()) {
      return null;
    }
    var parts = decode(token).split(",", 3);
    try {
      var date = Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
      return new Position(date, parts[2]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException malformed) {
      throw GmailException.invalid("Invalid pageToken");
    }
  }

  static long number(String token) {
    try {
      return Long.parseUnsignedLong(decode(token));
    } catch (NumberFormatException malformed) {
      throw GmailException.invalid("Invalid pageToken");
    }
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw GmailException.invalid("Invalid pageToken");
    }
  }
}
