package io.correo.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// How ids are made: 120 bits, letters a URL can carry, a prefix that tells people what they see.
final class Ids {
  private static final int BYTES = 15;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private Ids() {}

  static String random(String prefix) {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return prefix + "_" + TEXT.encodeToString(bytes);
  }

  /// Parts are length-prefixed, so that `("a", "bc")` and `("ab", "c")` differ.
  static String hash(String prefix, String... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ':');
        digest.update(bytes);
      }
      var head = java.util.Arrays.copyOf(digest.digest(), BYTES);
      return prefix + "_" + TEXT.encodeToString(head);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
