package io.correo.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.util.Map;
import java.util.Objects;

/// An RSA key of somebody in the simulated world, and what it signs. The keys come with the
/// program, known to everybody, because they protect nothing and to make them takes a start whole
/// seconds.
public final class SigningKey {
  private static final String KEYS = "signing-keys.json";

  private final RSAKey key;

  private SigningKey(RSAKey key) {
    this.key = key;
  }

  /// @param owner `google`, `microsoft`, `crm`, or a `stranger`; also the id of the key
  public static SigningKey of(String owner) {
    try (var keys = Objects.requireNonNull(SigningKey.class.getResourceAsStream(KEYS), KEYS)) {
      return new SigningKey(JWKSet.load(keys).getKeyByKeyId(owner).toRSAKey());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParseException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The public half as a JWK set.
  public Map<String, Object> published() {
    return new JWKSet(key).toPublicJWKSet().toJSONObject();
  }

  public RSAKey pair() {
    return key;
  }

  /// A compact RS256 JWT.
  public String sign(JWTClaimsSet claims) {
    return sign(claims, key.getKeyID());
  }

  /// The same under another key id, for forgeries.
  public String sign(JWTClaimsSet claims, String keyId) {
    try {
      var header =
          new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(keyId).build();
      var jwt = new SignedJWT(header, claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
