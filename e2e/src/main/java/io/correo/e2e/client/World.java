package io.correo.e2e.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The simulated world, by its control API.
public final class World {
  private final Http http;

  /// @param simulator its URL without a slash at the end
  public World(String simulator) {
    this.http = new Http(simulator, null);
  }

  public Http http() {
    return http;
  }

  /// A token of the CRM's identity provider, as a script gets it.
  public String token(String user) {
    return form("grant_type=password&username=" + user);
  }

  /// @param form more parameters, for example `expires_in=-60`
  public String token(String user, String form) {
    return form("grant_type=password&username=" + user + "&" + form);
  }

  public String moduleToken(String client, String secret) {
    return form(
        "grant_type=client_credentials&client_id=%s&client_secret=%s".formatted(client, secret));
  }

  /// @param mail RFC 5322
  /// @return its id at the provider
  public String deliver(String address, byte[] mail) {
    var headers = Map.of("Content-Type", "message/rfc822");
    return http.send("POST", messages(address), mail, headers).ok().json().path("id").asString();
  }

  /// A short mail as from the internet.
  public String deliver(String address, String from, String subject, String text) {
    var mail =
        """
        From: %s
        To: %s
        Subject: %s
        Message-ID: <%s@world.example>
        Date: Mon, 23 Nov 2026 10:00:00 +0000
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        %s
        """
            .formatted(from, address, subject, java.util.UUID.randomUUID(), text)
            .replace("\n", "\r\n");
    return deliver(address, mail.getBytes(StandardCharsets.UTF_8));
  }

  /// What the provider has.
  public JsonNode truth(String address) {
    return http.get(messages(address)).path("items");
  }

  public void change(String address, String id, Map<String, Object> change) {
    http.send("PATCH", messages(address) + "/" + id, change).ok();
  }

  /// Copies that reached a recipient.
  public JsonNode delivered(String recipient) {
    return http.get("/_sim/ledger?recipient=" + recipient).path("items");
  }

  public void fault(Map<String, Object> fault) {
    http.post("/_sim/faults", fault);
  }

  private String form(String form) {
    var headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
    return http.send("POST", "/crm/oauth/token", form, headers)
        .ok()
        .json()
        .path("access_token")
        .asString();
  }

  private static String messages(String address) {
    return "/_sim/mailboxes/%s/messages"
        .formatted(URLEncoder.encode(address, StandardCharsets.UTF_8));
  }
}
