package io.correo.search.engine;

import io.correo.search.SearchSettings;
import io.correo.service.messaging.Outage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.jackson3.JacksonJsonpMapper;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Speaks to OpenSearch in its own JSON: the only place that knows its client. A node that does not
/// answer, is overloaded, or has no such index (any more) is an [Outage]: try again.
@Component
public class SearchNode implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final String LINES = "application/x-ndjson";
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int CREATED = 299;

  private final OpenSearchTransport transport;
  private final OpenSearchGenericClient http;
  private final JsonMapper json = JsonMapper.builder().build();
  private final SharedBulks bulks = new SharedBulks(this::sendBulk);

  SearchNode(SearchSettings settings) {
    var hosts = settings.nodes().stream().map(node -> host(node.toString())).toList();
    transport =
        ApacheHttpClient5TransportBuilder.builder(hosts.toArray(HttpHost[]::new))
            .setMapper(new JacksonJsonpMapper())
            .setDefaultHeaders(headers(settings))
            .setConnectionConfigCallback(
                connection ->
                    connection.setConnectTimeout(
                        settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS))
            .setRequestConfigCallback(
                request ->
                    request.setResponseTimeout(
                        settings.timeout().toMillis(), TimeUnit.MILLISECONDS))
            .build();
    http = new OpenSearchGenericClient(transport);
  }

  /// @param path after the prefix-free root, for example `/_msearch`
  /// @param body JSON as maps and lists; null for none
  /// @throws Outage when it makes sense to try again
  public JsonNode send(
      String method, String path, Map<String, String> params, @Nullable Object body) {
    var bytes = body == null ? null : Body.from(json.writeValueAsBytes(body), JSON);
    return exchange(method, path, params, bytes).accepted();
  }

  /// @return null when there is no such thing
  public @Nullable JsonNode find(String path) {
    var answer = exchange("GET", path, Map.of(), null);
    return answer.status() == NOT_FOUND ? null : answer.accepted();
  }

  /// Several searches at once, each on its own index.
  ///
  /// @return as many answers as searches
  public List<JsonNode> searchAll(List<Search> searches) {
    var lines = new ArrayList<Object>();
    for (var search : searches) {
      lines.add(Map.of("index", search.index()));
      lines.add(search.body());
    }
    var body = Body.from(lines(lines), LINES);
    var answers = exchange("POST", "/_msearch", Map.of(), body).accepted();
    var found = new ArrayList<JsonNode>();
    for (var answer : answers.path("responses")) {
      found.add(new Answer(answer.path("status").asInt(200), answer).accepted());
    }
    return found;
  }

  public JsonNode search(String index, Map<String, Object> body) {
    return searchAll(List.of(new Search(index, body))).getFirst();
  }

  /// Writes in order. What another, newer write has overtaken is no failure.
  public void write(List<Write> writes) {
    if (writes.isEmpty()) return;
    var lines = new ArrayList<Object>();
    for (var write : writes) {
      lines.add(Map.of(write.action(), write.target()));
      if (write.body() != null) lines.add(write.body());
    }
    for (var item : bulks.write(lines(lines), writes.size())) {
      var result = item.iterator().next();
      var status = result.path("status").asInt();
      var overtaken = status == CONFLICT && item.has("index");
      var gone = status == NOT_FOUND && result.path("error").isMissingNode();
      if (!overtaken && !gone) new Answer(status, result).accepted();
    }
  }

  private List<JsonNode> sendBulk(byte[] lines) {
    // An index that vanished must not come back by itself, without its mappings.
    var params = Map.of("require_alias", "true");
    var answer = exchange("POST", "/_bulk", params, Body.from(lines, LINES)).accepted();
    return answer.path("items").valueStream().toList();
  }

  /// @param index an index or alias
  /// @param body as `_search` takes it
  public record Search(String index, Map<String, Object> body) {}

  /// One line of a bulk request.
  ///
  /// @param action `index`, `update` or `delete`
  /// @param target `_index`, `_id`, `routing`, …
  public record Write(String action, Map<String, Object> target, @Nullable Object body) {}

  private Answer exchange(
      String method, String path, Map<String, String> params, @Nullable Body body) {
    var request = Requests.builder().method(method).endpoint(path).query(params);
    if (body != null) request = request.body(body);
    try (var response = http.execute(request.build())) {
      var bytes = response.getBody().map(Body::bodyAsBytes).orElseGet(() -> new byte[0]);
      var node = bytes.length == 0 ? MissingNode.getInstance() : json.readTree(bytes);
      return new Answer(response.getStatus(), node);
    } catch (IOException failure) {
      throw new Outage("OpenSearch does not answer", failure);
    }
  }

  private byte[] lines(List<Object> lines) {
    var text = new StringBuilder();
    for (var line : lines) text.append(json.writeValueAsString(line)).append('\n');
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private record Answer(int status, JsonNode body) {
    JsonNode accepted() {
      if (status <= CREATED) return body;
      // Its words may quote mail: only the type is told.
      var error = body.path("error").path("type").asString("http " + status);
      var later = status == TOO_MANY || status == CONFLICT || status >= 500;
      if (later || error.equals("index_not_found_exception")) {
        throw new Outage("OpenSearch cannot do this now: " + error, null);
      }
      throw new Refused(status, error);
    }
  }

  private static HttpHost host(String node) {
    try {
      return HttpHost.create(node);
    } catch (URISyntaxException wrong) {
      throw new IllegalArgumentException("correo.search.nodes: " + node, wrong);
    }
  }

  private static Header[] headers(SearchSettings settings) {
    if (settings.username().isEmpty()) return new Header[0];
    var pair = settings.username() + ":" + settings.password();
    var token = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return new Header[] {new BasicHeader("Authorization", "Basic " + token)};
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
