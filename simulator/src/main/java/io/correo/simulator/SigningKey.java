package io.correo.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// An RSA key and what it signs. Made in the background: a start does not wait for it.
public final class SigningKey {

  private final CompletableFuture<RSAKey> key;

  public SigningKey(String keyId) {
    this.key = CompletableFuture.supplyAsync(() -> generate(keyId), Thread::startVirtualThread);
  }

  private static RSAKey generate(String keyId) {
    try {
      return new RSAKeyGenerator(2048)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyID(keyId)
          .generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The public half as a JWK set.
  public Map<String, Object> published() {
    return new JWKSet(key.join()).toPublicJWKSet().toJSONObject();
  }

  public RSAKey pair() {
    return key.join();
  }

  /// A compact RS256 JWT.
  public String sign(JWTClaimsSet claims) {
    return sign(claims, key.join().getKeyID());
  }

  /// The same under another key id, for forgeries.
  public String sign(JWTClaimsSet claims, String keyId) {
    try {
      var header =
          new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(keyId).build();
      var jwt = new SignedJWT(header, claims);
      jwt.sign(new RSASSASigner(key.join()));
      return jwt.serialize();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
