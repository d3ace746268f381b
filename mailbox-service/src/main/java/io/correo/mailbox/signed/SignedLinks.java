package io.correo.mailbox.signed;

import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.mailbox.visibility.Viewer;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/// Links that a browser follows without a token: downloads, inline images, the image proxy. Each is
/// bound to its user, its path and what it asks for, and soon over.
@Component
public class SignedLinks {
  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;
  private final Duration valid;
  private final Clock clock;
  private final String publicUrl;

  SignedLinks(
      @Value("${correo.signed.key}") String material,
      @Value("${correo.signed.valid}") Duration valid,
      Clock clock,
      @Value("${correo.urls.public}") String publicUrl) {
    // A key of its own: the same material encrypts tokens elsewhere.
    this.key = new SecretKeySpec(hmac(new SecretKeySpec(decoded(material), HMAC), "links"), HMAC);
    this.valid = valid;
    this.clock = clock;
    this.publicUrl = publicUrl;
  }

  /// The proof a link carries.
  public record Proof(String tenant, String user, long expires, String signature) {}

  /// @param path of the API, without query
  /// @param about what else is bound to the signature, for example the URL of an image
  /// @return an absolute URL
  public String sign(Viewer viewer, String path, String about) {
    var expires = clock.instant().plus(valid).getEpochSecond();
    var tenant = viewer.tenant().value();
    var user = viewer.user().value();
    return UriComponentsBuilder.fromUriString(publicUrl + path)
        .queryParam("tenant", "{tenant}")
        .queryParam("user", "{user}")
        .queryParam("expires", expires)
        .queryParam("signature", signature(tenant, user, expires, path, about))
        .encode()
        .buildAndExpand(tenant, user)
        .toUriString();
  }

  /// @throws Problem 403 `link-invalid` when it is altered, somebody else's or over
  public void check(Proof proof, String path, String about) {
    var expected = signature(proof.tenant(), proof.user(), proof.expires(), path, about);
    var same =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.US_ASCII),
            proof.signature().getBytes(StandardCharsets.UTF_8));
    if (!same || clock.instant().isAfter(Instant.ofEpochSecond(proof.expires()))) {
      throw new Problem(
          ProblemType.LINK_INVALID, "This link is not valid any more. Open the message again.");
    }
  }

  public static TenantId tenant(Proof proof) {
    return new TenantId(proof.tenant());
  }

  public static UserId user(Proof proof) {
    return new UserId(proof.user());
  }

  private String signature(String tenant, String user, long expires, String path, String about) {
    var text = new StringBuilder();
    for (var part : new String[] {tenant, user, Long.toString(expires), path, about}) {
      text.append(part.length()).append(':').append(part);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(key, text.toString()));
  }

  private static byte[] hmac(SecretKeySpec key, String text) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  private static byte[] decoded(String material) {
    try {
      return Base64.getMimeDecoder().decode(material);
    } catch (IllegalArgumentException notBase64) {
      throw new IllegalStateException("CORREO_SECRET_KEY is not base64", notBase64);
    }
  }
}
