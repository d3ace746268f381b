package io.correo.sync.grant;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.bson.types.Binary;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Encrypts what must not be read out of the database: AES-256-GCM, a data key per secret under the
/// service's keys. A secret is bound to where it belongs and opens nowhere else.
///
/// Keys rotate by putting a new one first: it encrypts from then on, the others still decrypt.
@Component
@EnableConfigurationProperties(GrantSettings.class)
public class TokenVault {
  private static final String PURPOSE = "correo sync tokens";

  private final Aead aead;

  TokenVault(GrantSettings settings) {
    try {
      AeadConfig.register();
      var keys = SecretKeys.derive(settings.secretKey(), PURPOSE, TokenVault::key);
      aead =
          KmsEnvelopeAead.create(
              PredefinedAeadParameters.AES256_GCM,
              keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("CORREO_SECRET_KEY is not usable", e);
    }
  }

  /// @param owner where the secret belongs, for example tenant, mailbox and purpose
  public Binary close(String secret, String... owner) {
    try {
      return new Binary(aead.encrypt(secret.getBytes(StandardCharsets.UTF_8), bound(owner)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret cannot be encrypted", e);
    }
  }

  /// @throws IllegalStateException when it belongs elsewhere or its key is no longer there
  public String open(Binary closed, String... owner) {
    try {
      return new String(aead.decrypt(closed.getData(), bound(owner)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret cannot be decrypted", e);
    }
  }

  private static byte[] bound(String... owner) {
    return String.join("|", owner).getBytes(StandardCharsets.UTF_8);
  }

  @AccessesPartialKey
  private static AesGcmKey key(SecretBytes bytes, int id) throws GeneralSecurityException {
    return AesGcmKey.builder()
        .setParameters(
            AesGcmParameters.builder()
                .setKeySizeBytes(SecretKeys.BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build())
        .setKeyBytes(bytes)
        .setIdRequirement(id)
        .build();
  }
}
