package io.correo.search;

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
import io.correo.events.Json;
import io.correo.events.ViewChange.ThreadVisibilityChanged;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The identity provider, sync-service and mailbox-service, as far as search-service talks to them.
final class Neighbours {
  private final RSAKey key;
  private final HttpServer server;
  private final List<String> republished = new CopyOnWriteArrayList<>();

  /// What mailbox-service says was chosen for conversations alone, of whatever mailbox.
  final List<ThreadVisibilityChanged> choices = new CopyOnWriteArrayList<>();

  /// False while mailbox-service does not say it.
  volatile boolean speaks = true;

  /// What happens while sync-service is asked to tell a mailbox again.
  volatile Runnable whenAsked = () -> {};

  Neighbours() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("k").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jwks", http -> answer(http, 200, new JWKSet(key.toPublicJWK()).toString()));
    server.createContext(
        "/token", http -> answer(http, 200, "{\"access_token\":\"internal\",\"expires_in\":3600}"));
    server.createContext(
        "/internal/mailboxes/",
        http -> {
          var path = http.getRequestURI().getPath().split("/");
          if (path[4].equals("visibilities")) {
            var items = Json.mapper().writeValueAsString(List.copyOf(choices));
            answer(http, speaks ? 200 : 503, "{\"items\":%s}".formatted(items));
          } else {
            republished.add(path[3]);
            whenAsked.run();
            answer(http, 202, "");
          }
        });
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /// Mailboxes that sync-service was asked to tell again.
  List<String> republished() {
    return republished;
  }

  String token(String tenant, String user, String scope) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer("http://localhost:9090/crm")
            .audience("correo")
            .subject(user)
            .claim("tenant", tenant)
            .claim("scope", scope)
            .expirationTime(Date.from(Instant.now().plusSeconds(600)))
            .build();
    try {
      var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(), claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange http, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    http.getResponseHeaders().add("Content-Type", "application/json");
    http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    http.getResponseBody().write(bytes);
    http.close();
  }
}
