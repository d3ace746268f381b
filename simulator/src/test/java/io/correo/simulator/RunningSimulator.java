package io.correo.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// A simulator on a free port, and a plain HTTP client to it.
public final class RunningSimulator implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  public RunningSimulator(String... settings) {
    var arguments = new ArrayList<>(List.of(settings));
    arguments.add("--server.port=0");
    if (arguments.stream().noneMatch(one -> one.startsWith("--simulator.push.url"))) {
      arguments.add("--simulator.push.url=");
    }
    if (arguments.stream().noneMatch(one -> one.startsWith("--simulator.demo"))) {
      arguments.add("--simulator.demo=false");
    }
    if (arguments.stream().noneMatch(one -> one.startsWith("--simulator.crm.kafka"))) {
      arguments.add("--simulator.crm.kafka=");
    }
    context = Simulator.start(arguments.toArray(String[]::new));
  }

  public String url() {
    return "http://localhost:" + Simulator.port(context);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public record Answer(int status, byte[] body, Map<String, List<String>> headers) {
    public JsonNode json() {
      return Wire.JSON.readTree(body);
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  public Answer call(String method, String path, byte[] body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url() + path))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.body(), response.headers().map());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  public Answer get(String path, String... headers) {
    return call("GET", path, new byte[0], headers);
  }

  public Answer json(String method, String path, Object body, String... headers) {
    return call(method, path, Wire.JSON.writeValueAsBytes(body), headers);
  }

  public Answer form(String path, Map<String, String> fields, String... headers) {
    var body =
        fields.entrySet().stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    var all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
    return call("POST", path, body.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// A Gmail mailbox nobody else uses, with a token for it.
  public GmailUser gmail(String address) {
    json("POST", "/_sim/mailboxes", Map.of("address", address, "provider", "google"));
    var token = json("POST", "/_sim/tokens/" + address, Map.of()).json();
    return new GmailUser(this, address, token.path("access_token").asString());
  }

  /// Somebody who uses Gmail's API.
  public record GmailUser(RunningSimulator simulator, String address, String token) {

    public Answer get(String path) {
      return simulator.get("/gmail/v1/users/me/" + path, "Authorization", "Bearer " + token);
    }

    public Answer call(String method, String path, Object body) {
      return simulator.json(
          method, "/gmail/v1/users/me/" + path, body, "Authorization", "Bearer " + token);
    }

    public Answer post(String path, Object body) {
      return call("POST", path, body);
    }

    /// A message arrives from outside; its id.
    public String receives(String mail) {
      return receives(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    public String receives(byte[] raw) {
      var answer = simulator.call("POST", "/_sim/mailboxes/" + address + "/messages", raw);
      return answer.json().path("id").asString();
    }

    public JsonNode message(String id) {
      return get("messages/" + id).json();
    }

    public List<String> labels(String id) {
      var labels = new ArrayList<String>();
      message(id).path("labelIds").forEach(label -> labels.add(label.asString()));
      return labels;
    }

    public String historyId() {
      return get("profile").json().path("historyId").asString();
    }
  }

  /// An Outlook mailbox nobody else uses, with a token for it.
  public OutlookUser outlook(String address) {
    json("POST", "/_sim/mailboxes", Map.of("address", address, "provider", "microsoft"));
    var token = json("POST", "/_sim/tokens/" + address, Map.of()).json();
    return new OutlookUser(this, address, token.path("access_token").asString());
  }

  /// Somebody who uses Graph and wants immutable ids.
  public record OutlookUser(RunningSimulator simulator, String address, String token) {

    private static final String STAYS = "IdType=\"ImmutableId\"";

    /// @param path below `me`, or a link as it was given
    public Answer get(String path, String... prefer) {
      return simulator.get(full(path), headers(prefer));
    }

    public Answer call(String method, String path, Object body, String... prefer) {
      return simulator.json(method, full(path), body, headers(prefer));
    }

    public Answer post(String path, Object body) {
      return call("POST", path, body);
    }

    public Answer delete(String path) {
      return simulator.call("DELETE", full(path), new byte[0], headers());
    }

    /// Without the wish for immutable ids.
    public Answer plain(String method, String path) {
      return simulator.call(method, full(path), new byte[0], "Authorization", "Bearer " + token);
    }

    private static String full(String path) {
      return path.startsWith("http")
          ? path
          : "/v1.0/me" + (path.isEmpty() || path.startsWith("?") ? "" : "/") + path;
    }

    private String[] headers(String... prefer) {
      var wishes = new ArrayList<>(List.of(STAYS));
      wishes.addAll(List.of(prefer));
      return new String[] {
        "Authorization",
        "Bearer " + token,
        "Content-Type",
        "application/json",
        "Prefer",
        String.join(", ", wishes)
      };
    }

    /// A message arrives from outside; its id.
    public String receives(String mail) {
      var raw = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
      var answer = simulator.call("POST", "/_sim/mailboxes/" + address + "/messages", raw);
      return answer.json().path("id").asString();
    }

    public JsonNode message(String id) {
      return get("messages/" + id).json();
    }

    public String folder(String wellKnown) {
      return get("mailFolders/" + wellKnown).json().path("id").asString();
    }

    /// What the user does in Outlook itself.
    public void does(String id, Map<String, Object> change) {
      simulator.json("PATCH", "/_sim/mailboxes/" + address + "/messages/" + id, change);
    }

    public JsonNode truth() {
      return simulator.get("/_sim/mailboxes/" + address + "/messages").json().path("items");
    }
  }

  public static String raw(String mail) {
    return Base64.getUrlEncoder()
        .encodeToString(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    context.close();
  }
}
