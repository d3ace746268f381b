package io.correo.sync.census;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// The names a listing told, as 64-bit fingerprints: 16 bytes a message at most, and only while a
/// mailbox is compared. Two names with one fingerprint would hide one missing message until the
/// next comparison; among a million names that happens once in forty million comparisons.
final class RefSet {
  private long[] slots = new long[1024];
  private int size;

  /// False when it is there already.
  boolean add(String ref) {
    if (size * 2 >= slots.length) grow();
    return put(slots, fingerprint(ref));
  }

  boolean contains(String ref) {
    var print = fingerprint(ref);
    for (var i = start(slots, print); slots[i] != 0; i = (i + 1) & (slots.length - 1)) {
      if (slots[i] == print) return true;
    }
    return false;
  }

  int size() {
    return size;
  }

  private boolean put(long[] into, long print) {
    var i = start(into, print);
    for (; into[i] != 0; i = (i + 1) & (into.length - 1)) {
      if (into[i] == print) return false;
    }
    into[i] = print;
    size++;
    return true;
  }

  private void grow() {
    var larger = new long[slots.length * 2];
    size = 0;
    Arrays.stream(slots).filter(print -> print != 0).forEach(print -> put(larger, print));
    slots = larger;
  }

  private static int start(long[] slots, long print) {
    return (int) (print ^ (print >>> 32)) & (slots.length - 1);
  }

  private static long fingerprint(String ref) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var print = ByteBuffer.wrap(digest.digest(ref.getBytes(StandardCharsets.UTF_8))).getLong();
      return print == 0 ? 1 : print;
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
