package io.correo.provider.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Where Graph sends notices: answers its handshake, and takes whatever comes.
final class Hook {
  static final URI URL = open();

  private Hook() {}

  private static URI open() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", Hook::answer);
      server.start();
      return URI.create("http://localhost:%d/hook".formatted(server.getAddress().getPort()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    var query = exchange.getRequestURI().getRawQuery();
    var token = query == null ? "" : query.replaceFirst(".*validationToken=([^&]*).*", "$1");
    var answer = URLDecoder.decode(token, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
