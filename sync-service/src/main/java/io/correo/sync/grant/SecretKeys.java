package io.correo.sync.grant;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/// Keys for one purpose, derived (HKDF, RFC 5869) from what the operator set. They rotate by
/// putting a new one first: it makes what is new, all of them read what is old.
final class SecretKeys {
  static final int BYTES = 32;

  private SecretKeys() {}

  /// Makes a key of some kind.
  @FunctionalInterface
  interface Kind {
    Key of(SecretBytes bytes, int id) throws GeneralSecurityException;
  }

  /// @param setting base64 key material, several separated by commas
  /// @param purpose keys of two purposes have nothing in common
  @AccessesPartialKey
  static KeysetHandle derive(String setting, String purpose, Kind kind)
      throws GeneralSecurityException {
    var keyset = KeysetHandle.newBuilder();
    var primary = true;
    for (var text : setting.split(",")) {
      var bytes =
          Hkdf.computeHkdf(
              "HMACSHA256",
              Base64.getDecoder().decode(text.strip()),
              new byte[0],
              purpose.getBytes(StandardCharsets.UTF_8),
              BYTES);
      // The id follows from the key, so that every instance gives it the same.
      var id = ByteBuffer.wrap(bytes).getInt() & Integer.MAX_VALUE | 1;
      var key = kind.of(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()), id);
      var entry = KeysetHandle.importKey(key).withFixedId(id);
      keyset.addEntry(primary ? entry.makePrimary() : entry);
      primary = false;
    }
    return keyset.build();
  }
}
