package io.correo.provider.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.correo.provider.ProviderException;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.graph.StubGraph.Seen;
import io.correo.provider.resilience.ResilientCalls;
import io.correo.provider.simulated.Outside;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What must not be done twice is asked for once, whatever Graph answers.
class GraphOnceTest {
  private static final String DRAFT = "{\"id\":\"d1\",\"isDraft\":true,\"conversationId\":\"c1\"}";

  /// OkHttp itself would ask again after each of these, and Microsoft's handlers after most.
  @ParameterizedTest
  @ValueSource(ints = {301, 307, 308, 408, 429, 503, 504})
  void asksOnceToSend(int status) {
    try (var graph = new StubGraph((request, exchange) -> refusing(request, exchange, status))) {
      assertThatThrownBy(() -> graph.provider(patient()).sender().send(StubGrant.ANA, "d1"))
          .isInstanceOf(ProviderException.class);

      assertThat(graph.seen()).filteredOn(it -> it.is("POST", "/d1/send")).hasSize(1);
      assertThat(graph.seen()).noneMatch(it -> it.path().endsWith("/elsewhere"));
    }
  }

  @Test
  void asksOnceToSendWhenTheConnectionIsLost() {
    try (var graph = new StubGraph(GraphOnceTest::losing)) {
      assertThatThrownBy(() -> graph.provider(patient()).sender().send(StubGrant.ANA, "d1"))
          .isInstanceOf(ProviderException.Unavailable.class);

      assertThat(graph.seen()).filteredOn(it -> it.is("POST", "/d1/send")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 503})
  void asksOnceForADraft(int status) {
    try (var graph = new StubGraph((request, exchange) -> refusing(request, exchange, status))) {
      assertThatThrownBy(
              () -> graph.provider(patient()).sender().create(StubGrant.ANA, StubGrant.message()))
          .isInstanceOf(ProviderException.class);

      assertThat(graph.seen()).filteredOn(it -> it.is("POST", "/messages")).hasSize(1);
    }
  }

  @Test
  void asksAgainToRead() {
    var asked = new int[1];
    try (var graph =
        new StubGraph(
            (_, exchange) -> {
              if (asked[0]++ == 0) StubGraph.send(exchange, 502, "text/html", "<p>Bad gateway</p>");
              else StubGraph.json(exchange, 200, DRAFT);
            })) {
      assertThat(graph.provider(patient()).sender().draftOf(StubGrant.ANA, "d1")).isNotNull();

      assertThat(graph.seen()).hasSize(2);
    }
  }

  @Test
  void waitsAsLongAsGraphSaysToTheMillisecond() {
    try (var graph =
        new StubGraph(
            (_, exchange) -> {
              exchange.getResponseHeaders().set("Retry-After", "2.128");
              StubGraph.json(exchange, 429, "{\"error\":{\"code\":\"TooManyRequests\"}}");
            })) {
      assertThatThrownBy(
              () ->
                  graph
                      .provider(io.correo.provider.ProviderCalls.DIRECT)
                      .sender()
                      .draftOf(StubGrant.ANA, "d1"))
          .isInstanceOfSatisfying(
              Throttled.class, it -> assertThat(it.retryAfter()).hasMillis(2128));
    }
  }

  private static void refusing(Seen request, HttpExchange exchange, int status) throws IOException {
    if (request.method().equals("GET")) {
      StubGraph.json(exchange, 200, DRAFT);
      return;
    }
    exchange.getResponseHeaders().set("Retry-After", "0");
    exchange.getResponseHeaders().set("Location", "/elsewhere");
    StubGraph.json(exchange, status, "{\"error\":{\"code\":\"UnknownError\"}}");
  }

  private static void losing(Seen request, HttpExchange exchange) throws IOException {
    if (request.method().equals("GET")) StubGraph.json(exchange, 200, DRAFT);
    // Else closed without an answer.
  }

  private static ResilientCalls patient() {
    return new ResilientCalls("microsoft", Outside.settings(Map.of()).calls(), Clock.systemUTC());
  }
}
