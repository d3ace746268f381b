package io.correo.benchmarks.world;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Stands where Google's Pub/Sub does: pushes with tokens signed by a key of its own, which Correo
/// is told to trust. Like Google it uses a token for a while; signing one costs this machine more
/// than checking it.
public final class PubSub implements AutoCloseable {
  private static final String AUDIENCE = "https://correo.example/webhooks/google";
  private static final String ACCOUNT = "push@correo.iam.gserviceaccount.com";
  private static final Duration USED_FOR = Duration.ofMinutes(30);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TOKENS = 64;

  private final RSAKey key;
  private final HttpServer keys;
  private final Clock clock;
  private List<String> tokens = List.of();
  private Instant until = Instant.EPOCH;

  private PubSub(RSAKey key, HttpServer keys, Clock clock) {
    this.key = key;
    this.keys = keys;
    this.clock = clock;
  }

  public static PubSub open(Clock clock) {
    try {
      var key = new RSAKeyGenerator(2048).keyID("benchmark").generate();
      var keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var published = new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8);
      keys.createContext("/keys", exchange -> answer(exchange, published));
      keys.start();
      return new PubSub(key, keys, clock);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What Correo must be told to trust these pushes.
  public Map<String, String> settings() {
    return Map.of(
        "GOOGLE_JWKS_URI",
        "http://localhost:" + keys.getAddress().getPort() + "/keys",
        "GOOGLE_PUSH_AUDIENCE",
        AUDIENCE,
        "GOOGLE_PUSH_ACCOUNT",
        ACCOUNT);
  }

  /// A push as Pub/Sub sends it.
  ///
  /// @param n tells it from others
  public HttpRequest push(URI door, String address, long n) {
    var data = "{\"emailAddress\":\"%s\",\"historyId\":%d}".formatted(address, 1_000_000 + n);
    var body =
        """
        {"message":{"data":"%s","messageId":"%d","message_id":"%d","publishTime":"%s"},\
        "subscription":"projects/correo/subscriptions/gmail-push"}\
        """
            .formatted(
                Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)),
                12_000_000_000_000_000L + n,
                12_000_000_000_000_000L + n,
                clock.instant());
    return HttpRequest.newBuilder(door)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token(n))
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  @Override
  public void close() {
    keys.stop(0);
  }

  private synchronized String token(long n) {
    if (!until.isAfter(clock.instant())) {
      tokens = IntStream.range(0, TOKENS).mapToObj(this::signed).toList();
      until = clock.instant().plus(USED_FOR);
    }
    return tokens.get((int) (n % TOKENS));
  }

  private String signed(int number) {
    var now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer("https://accounts.google.com")
            .audience(AUDIENCE)
            .subject("11377426446303832" + number)
            .claim("email", ACCOUNT)
            .claim("email_verified", true)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
            .build();
    try {
      var header =
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .type(JOSEObjectType.JWT)
              .keyID(key.getKeyID())
              .build();
      var token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
