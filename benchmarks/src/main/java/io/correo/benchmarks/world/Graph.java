package io.correo.benchmarks.world;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Stands where Microsoft Graph does: posts notices with the client states that sync-service would
/// have given it, had it connected the mailboxes. So it has to know their recipe; a client state
/// that is not right is answered like a right one, but never kept, and whoever counts sees that.
public final class Graph {
  private static final String SECRET =
      Base64.getEncoder()
          .encodeToString("a key for measuring, not a secret".getBytes(StandardCharsets.UTF_8));
  private static final byte[] PURPOSE = "correo sync client state".getBytes(StandardCharsets.UTF_8);
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int KEY_BYTES = 32;
  private static final int TAG_BYTES = 16;
  private static final int TENANT_BYTES = 12;
  private static final byte TAG_OF_TINK = 1;

  private final SecretKeySpec key;
  private final int keyId;
  private final String tenant;

  private Graph(byte[] key, String tenant) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.keyId = (ByteBuffer.wrap(key).getInt() & Integer.MAX_VALUE) | 1;
    this.tenant = tenant;
  }

  public static Graph open() {
    try {
      var derived =
          KDF.getInstance("HKDF-SHA256")
              .deriveData(
                  HKDFParameterSpec.ofExtract()
                      .addIKM(Base64.getDecoder().decode(SECRET))
                      .thenExpand(PURPOSE, KEY_BYTES));
      var digest =
          MessageDigest.getInstance("SHA-256").digest("acme".getBytes(StandardCharsets.UTF_8));
      return new Graph(derived, TEXT.encodeToString(Arrays.copyOf(digest, TENANT_BYTES)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What Correo must be told to believe these notices.
  public Map<String, String> settings() {
    return Map.of("CORREO_SECRET_KEY", SECRET);
  }

  /// A post with one notice, as Graph sends it for a new message.
  ///
  /// @param n tells it from others
  public HttpRequest push(URI door, String mailbox, long n) {
    var message = "AAMkAGI2TG93AAA%016d".formatted(n);
    var body =
        """
        {"value":[{"subscriptionId":"0fc0d6db-0073-42e5-a186-853da75fb308",\
        "subscriptionExpirationDateTime":"2026-12-05T09:00:00Z","changeType":"created",\
        "resource":"Users/anna/Messages/%s","clientState":"%s",\
        "tenantId":"84bd8158-6d4d-4958-8b9f-9d6445542f95",\
        "resourceData":{"@odata.type":"#Microsoft.Graph.Message","id":"%s"}}]}\
        """
            .formatted(message, clientState(mailbox), message);
    return HttpRequest.newBuilder(door)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private String clientState(String mailbox) {
    var claim = mailbox + "." + tenant;
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      var proof =
          ByteBuffer.allocate(1 + Integer.BYTES + TAG_BYTES)
              .put(TAG_OF_TINK)
              .putInt(keyId)
              .put(mac.doFinal(claim.getBytes(StandardCharsets.UTF_8)), 0, TAG_BYTES)
              .array();
      return claim + "." + TEXT.encodeToString(proof);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
