package io.correo.e2e.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The simulated world, by its control API.
public final class World {
  private static final Map<String, String> MAIL = Map.of("Content-Type", "message/rfc822");

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
    return http.send("POST", messages(address), mail, MAIL).ok().json().path("id").asString();
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

  /// A user of the CRM and an empty mailbox of theirs, which nobody has connected yet.
  ///
  /// @param provider `google` or `microsoft`
  public void mailbox(String tenant, String user, String provider, String address) {
    var record = Map.of("tenant", tenant, "label", user, "addresses", List.of(address));
    http.send("PUT", "/_sim/crm/users/" + user, record).ok();
    http.post("/_sim/mailboxes", Map.of("address", address, "provider", provider, "user", user));
  }

  /// A draft is written at the provider.
  ///
  /// @return its id
  public String write(String address, String text) {
    var answer = http.send("POST", box(address) + "/drafts", draft(text), MAIL).ok();
    return answer.json().path("id").asString();
  }

  /// A draft is written on, and may get another id by that.
  ///
  /// @return its id
  public String rewrite(String address, String id, String text) {
    var answer = http.send("PUT", box(address) + "/drafts/" + id, draft(text), MAIL).ok();
    return answer.json().path("id").asString();
  }

  private static byte[] draft(String text) {
    var mail = "To: x@fuera.example\r\nSubject: %s\r\nContent-Type: text/plain\r\n\r\n%1$s\r\n";
    return mail.formatted(text).getBytes(StandardCharsets.UTF_8);
  }

  /// What the provider has.
  public JsonNode truth(String address) {
    return http.get(messages(address)).path("items");
  }

  public void change(String address, String id, Map<String, Object> change) {
    http.send("PATCH", messages(address) + "/" + id, change).ok();
  }

  /// The same where the message may be gone meanwhile.
  ///
  /// @return false when it is
  public boolean tryToChange(String address, String id, Map<String, Object> change) {
    return isThere(http.send("PATCH", messages(address) + "/" + id, change));
  }

  /// Deletes for ever.
  ///
  /// @return false when it was gone already
  public boolean delete(String address, String id) {
    return isThere(http.send("DELETE", messages(address) + "/" + id, null));
  }

  private static boolean isThere(Http.Answer answer) {
    if (answer.status() == 404) return false;
    answer.ok();
    return true;
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
    return box(address) + "/messages";
  }

  private static String box(String address) {
    return "/_sim/mailboxes/" + URLEncoder.encode(address, StandardCharsets.UTF_8);
  }
}
