package io.correo.provider.graph;

import io.correo.provider.ProviderException.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;

/// Where a listing goes on: `1 <estimate> <second> <digests>`.
///
/// @param second in which the oldest message listed so far was received
/// @param listed digests of the ids listed of that second
record CensusToken(long estimate, Instant second, Set<String> listed) {
  private static final String VERSION = "1";
  private static final int DIGEST = 9; // bytes; twelve letters instead of an id's 150

  CensusToken {
    listed = Set.copyOf(listed);
  }

  static CensusToken parse(String text) {
    var fields = text.split(" ", -1);
    try {
      if (fields.length != 4 || !fields[0].equals(VERSION)) throw refused();
      return new CensusToken(
          Long.parseLong(fields[1]),
          Instant.parse(fields[2]),
          Set.copyOf(new TreeSet<>(Arrays.asList(fields[3].split(",")))));
    } catch (NumberFormatException | DateTimeParseException unreadable) {
      throw refused();
    }
  }

  boolean has(String ref) {
    return listed.contains(digest(ref));
  }

  static String digest(String ref) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(ref.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, DIGEST));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return String.join(
        " ",
        VERSION,
        Long.toString(estimate),
        second.toString(),
        String.join(",", new TreeSet<>(listed)));
  }

  private static Refused refused() {
    return new Refused(400, "page-token", "This is not the token of a page.");
  }
}
