package io.correo.gateway;

import com.nimbusds.jose.JOSEException;
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
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// An identity provider, and services that answer with their own name, over real HTTP.
final class Neighbours implements AutoCloseable {
  static final String ISSUER = "http://crm.test";

  private final RSAKey key;
  private final HttpServer server;

  /// Counts down when the endless download notices that its reader went away.
  final CountDownLatch downloadFreed = new CountDownLatch(1);

  Neighbours() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("k").generate();
    server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/jwks", this::keys);
    server.createContext("/", this::byHost);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String jwks() {
    return "http://localhost:%d/jwks".formatted(port());
  }

  String token(String user, String tenant, String scope, Duration validity) {
    try {
      var claims =
          new JWTClaimsSet.Builder()
              .issuer(ISSUER)
              .audience("correo")
              .subject(user)
              .claim("tenant", tenant)
              .claim("scope", scope)
              .expirationTime(Date.from(Instant.now().plus(validity)))
              .build();
      var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(), claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void keys(HttpExchange exchange) throws IOException {
    write(exchange, new JWKSet(key.toPublicJWK()).toString());
  }

  private static void answer(HttpExchange exchange, String service) throws IOException {
    write(exchange, service + " " + exchange.getRequestURI().getPath());
  }

  // The services stand behind names of one address: `mailbox.localhost` is mailbox-service.
  private void byHost(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().endsWith("/raw")) {
      endless(exchange);
      return;
    }
    var host = exchange.getRequestHeaders().getFirst("Host");
    answer(exchange, host.substring(0, host.indexOf('.')));
  }

  private void endless(HttpExchange exchange) {
    try (var body = exchange.getResponseBody()) {
      exchange.sendResponseHeaders(200, 0);
      var block = new byte[64 * 1024];
      while (true) body.write(block);
    } catch (IOException readerWentAway) {
      downloadFreed.countDown();
    }
  }

  private static void write(HttpExchange exchange, String text) {
    try (exchange) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
