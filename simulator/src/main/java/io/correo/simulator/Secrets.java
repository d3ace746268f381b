package io.correo.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Makes what nobody can guess, and checks PKCE proofs.
public final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private Secrets() {}

  public static String random(int bytes) {
    var value = new byte[bytes];
    RANDOM.nextBytes(value);
    return URL.encodeToString(value);
  }

  /// Whether the verifier proves the S256 challenge; without a challenge nothing is to prove.
  public static boolean proves(@Nullable String verifier, @Nullable String challenge) {
    if (challenge == null || challenge.isEmpty()) {
      return true;
    }
    return verifier != null && URL.encodeToString(sha256(verifier)).equals(challenge);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
