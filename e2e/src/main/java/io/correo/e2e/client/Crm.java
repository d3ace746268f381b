package io.correo.e2e.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Correo's API, as one signed-in user of the CRM.
public final class Crm {
  private static final String API = "/api/v1";

  private final Http http;

  /// @param gateway its URL without a slash at the end
  public Crm(String gateway, String token) {
    this.http = new Http(gateway + API, token);
  }

  public Http http() {
    return http;
  }

  public JsonNode get(String path) {
    return http.get(path);
  }

  /// All pages of a list.
  ///
  /// @param path with a query, to which `limit` and `cursor` are added
  public List<JsonNode> all(String path) {
    var items = new ArrayList<JsonNode>();
    var cursor = "";
    do {
      var page = get(path + (path.contains("?") ? "&" : "?") + "limit=200" + cursor);
      page.path("items").forEach(items::add);
      var next = page.path("nextCursor").asString("");
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return items;
  }

  /// The id of my mailbox with this address.
  public String mailbox(String address) {
    for (var mailbox : get("/mailboxes").path("items")) {
      if (mailbox.path("address").asString().equals(address)) return mailbox.path("id").asString();
    }
    throw new IllegalStateException("no mailbox " + address);
  }

  /// @return the operation
  public String act(String action, String message) {
    var answer = http.post("/actions", Map.of("action", action, "messages", List.of(message)));
    return answer.path("operation").path("id").asString();
  }

  public JsonNode draft(Map<String, Object> draft) {
    return http.post("/drafts", draft);
  }

  /// Sends a draft at once.
  ///
  /// @return the send
  public String send(String draft) {
    var headers = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    var answer =
        http.send("POST", "/drafts/" + draft + "/send", Map.of("undoSeconds", 0), headers).ok();
    return answer.json().path("send").asString();
  }
}
