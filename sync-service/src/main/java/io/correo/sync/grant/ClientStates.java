package io.correo.sync.grant;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.mac.HmacKey;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.util.SecretBytes;
import io.correo.events.MailboxId;
import io.correo.sync.mailbox.Mailbox;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a provider keeps for us beside a watch and sends back with every notice: the mailbox, its
/// tenant and a proof that we said so (HMAC-SHA256). So a notice is judged without any look-up,
/// even when the watch it belongs to is a moment old and another instance made it.
@Component
public class ClientStates {
  /// What Microsoft Graph takes, the shortest of all.
  static final int LONGEST = 128;

  private static final String PURPOSE = "correo sync client state";
  private static final int TAG_BYTES = 16;
  private static final int TENANT_BYTES = 12;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final Mac mac;

  ClientStates(GrantSettings settings) {
    try {
      MacConfig.register();
      mac =
          SecretKeys.derive(settings.secretKey(), PURPOSE, ClientStates::key)
              .getPrimitive(RegistryConfiguration.get(), Mac.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("CORREO_SECRET_KEY is not usable", e);
    }
  }

  /// Letters, digits, `_`, `-` and dots: the mailbox, a fingerprint of its tenant (whose name
  /// may be of any length, and is not the provider's business), the proof.
  public String of(Mailbox mailbox) {
    var claim = mailbox.id().value() + "." + fingerprint(mailbox.tenant().value());
    try {
      return claim + "." + TEXT.encodeToString(mac.computeMac(bytes(claim)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a client state cannot be made", e);
    }
  }

  /// The mailbox of a state that is ours; null for any other. Compares in constant time.
  public @Nullable MailboxId verified(@Nullable String state) {
    if (state == null || state.length() > LONGEST) return null;
    var proofAt = state.lastIndexOf('.');
    var tenantAt = state.lastIndexOf('.', proofAt - 1);
    if (tenantAt <= 0) return null;
    try {
      var proof = Base64.getUrlDecoder().decode(state.substring(proofAt + 1));
      mac.verifyMac(proof, bytes(state.substring(0, proofAt)));
      return new MailboxId(state.substring(0, tenantAt));
    } catch (GeneralSecurityException | IllegalArgumentException forged) {
      return null;
    }
  }

  @AccessesPartialKey
  private static HmacKey key(SecretBytes bytes, int id) throws GeneralSecurityException {
    return HmacKey.builder()
        .setParameters(
            HmacParameters.builder()
                .setKeySizeBytes(SecretKeys.BYTES)
                .setTagSizeBytes(TAG_BYTES)
                .setHashType(HmacParameters.HashType.SHA256)
                .setVariant(HmacParameters.Variant.TINK)
                .build())
        .setKeyBytes(bytes)
        .setIdRequirement(id)
        .build();
  }

  private static String fingerprint(String tenant) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes(tenant));
      return TEXT.encodeToString(Arrays.copyOf(digest, TENANT_BYTES));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
