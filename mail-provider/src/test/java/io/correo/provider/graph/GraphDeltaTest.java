package io.correo.provider.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.provider.Change;
import io.correo.provider.MailSource.Cursor;
import io.correo.provider.ProviderCalls;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Pages of changes as irregular as Graph may send them.
class GraphDeltaTest {
  private static final Cursor CURSOR =
      new Cursor("f1", "1 /users/ana/mailFolders/f1/messages/delta?$deltatoken=t");
  private static final String WHOLE =
      """
      {"id":"%s","conversationId":"c1","parentFolderId":"f1","subject":"%s","isRead":false,
       "isDraft":false,"receivedDateTime":"2026-11-29T10:00:00Z",
       "body":{"contentType":"html","content":"<p>x</p>"}}""";

  @Test
  void tellsTheLastOfWhatIsRepeated() {
    var items = WHOLE.formatted("m1", "Old") + "," + WHOLE.formatted("m1", "New");

    var changes = changes(items, "");

    assertThat(changes).singleElement().isInstanceOf(Change.Upserted.class);
    assertThat(((Change.Upserted) changes.getFirst()).content().subject()).isEqualTo("New");
  }

  @Test
  void looksUpTheStateWhereOnlyAFlagIsTold() {
    var changes = changes("{\"id\":\"m1\",\"isRead\":true}", WHOLE.formatted("m1", "Offer"));

    assertThat(changes).singleElement().isInstanceOf(Change.StateChanged.class);
  }

  @Test
  void readsTheMessageWhereOnlyPartOfItsContentIsTold() {
    var changes = changes("{\"id\":\"m1\",\"subject\":\"New\"}", WHOLE.formatted("m1", "New"));

    assertThat(changes).singleElement().isInstanceOf(Change.Upserted.class);
  }

  @Test
  void readsTheMessageWhereNothingOfItIsTold() {
    var changes = changes("{\"id\":\"m1\"}", WHOLE.formatted("m1", "New"));

    assertThat(changes).singleElement().isInstanceOf(Change.Upserted.class);
  }

  @Test
  void asksForImmutableIdsEverywhere() {
    try (var graph = graph("{\"id\":\"m1\",\"isRead\":true}", WHOLE.formatted("m1", "Offer"))) {
      graph.provider(ProviderCalls.DIRECT).source().changes(StubGrant.ANA, CURSOR);

      assertThat(graph.seen())
          .hasSizeGreaterThan(2)
          .allMatch(it -> it.header("Prefer").contains("IdType=\"ImmutableId\""))
          .noneMatch(it -> it.path().contains("/me/"));
    }
  }

  private static List<Change> changes(String items, String message) {
    try (var graph = graph(items, message)) {
      return graph.provider(ProviderCalls.DIRECT).source().changes(StubGrant.ANA, CURSOR).changes();
    }
  }

  /// @param message what reading the one message answers
  private static StubGraph graph(String items, String message) {
    return new StubGraph(
        (request, exchange) -> {
          if (request.path().endsWith("/$batch")) {
            var body = new String(exchange.getRequestBody().readAllBytes());
            StubGraph.json(exchange, 200, batch(body, message));
          } else if (request.path().endsWith("/delta")) {
            var link = "https://graph.microsoft.com/v1.0/users/ana/x/delta?$deltatoken=u";
            StubGraph.json(
                exchange,
                200,
                "{\"value\":[%s],\"@odata.deltaLink\":\"%s\"}".formatted(items, link));
          } else {
            StubGraph.json(exchange, 200, "{\"value\":[{\"id\":\"f1\",\"displayName\":\"In\"}]}");
          }
        });
  }

  private static String batch(String requests, String message) {
    var folder = requests.contains("mailFolders") ? "{\"id\":\"f1\"}" : message;
    var answers =
        Pattern.compile("\"id\":\"(\\d+)\"")
            .matcher(requests)
            .results()
            .map(it -> "{\"id\":\"%s\",\"status\":200,\"body\":%s}".formatted(it.group(1), folder))
            .toList();
    assertThat(requests).contains("IdType=\\\"ImmutableId\\\"");
    return "{\"responses\":[%s]}".formatted(String.join(",", answers));
  }
}
