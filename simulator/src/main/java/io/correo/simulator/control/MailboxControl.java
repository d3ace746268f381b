package io.correo.simulator.control;

import io.correo.simulator.Wire;
import io.correo.simulator.crm.CrmUsers;
import io.correo.simulator.google.GoogleTokens;
import io.correo.simulator.google.Watches;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.Provider;
import io.correo.simulator.microsoft.MicrosoftTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/_sim/mailboxes`: which there are, one more, and consent withdrawn.
@RestController
class MailboxControl {

  private final Mailboxes mailboxes;
  private final CrmUsers users;
  private final GoogleTokens tokens;
  private final MicrosoftTokens microsoft;
  private final Watches watches;

  MailboxControl(
      Mailboxes mailboxes,
      CrmUsers users,
      GoogleTokens tokens,
      MicrosoftTokens microsoft,
      Watches watches) {
    this.mailboxes = mailboxes;
    this.users = users;
    this.tokens = tokens;
    this.microsoft = microsoft;
    this.watches = watches;
  }

  @PostMapping("/_sim/mailboxes")
  void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var body = Body.of(request);
    var address = body.text("address", "");
    if (!address.contains("@")) {
      throw Refusal.invalid("address is missing");
    }
    Provider provider;
    try {
      provider = Provider.of(body.text("provider", "google"));
    } catch (IllegalArgumentException unknown) {
      throw Refusal.invalid("provider is google or microsoft");
    }
    var mailbox = mailboxes.open(address, provider);
    var user = users.find(body.text("user", ""));
    mailbox.language(body.text("language", mailbox.language()));
    mailbox.owner(body.text("name", user == null ? mailbox.owner() : user.name()));
    Wire.answer(response, 201, json(mailbox));
  }

  @GetMapping("/_sim/mailboxes")
  void list(HttpServletResponse response) throws IOException {
    var items = mailboxes.all().stream().map(this::json).toList();
    Wire.answer(response, 200, Map.of("items", items));
  }

  private Map<String, Object> json(Mailbox mailbox) {
    var json = new LinkedHashMap<String, Object>();
    json.put("address", mailbox.address());
    json.put("provider", mailbox.provider().wire());
    json.put("name", mailbox.owner());
    json.put("messages", mailbox.size());
    json.put("threads", mailbox.threads());
    json.put("historyId", Long.toUnsignedString(mailbox.historyId()));
    var expires = watches.expires(mailbox.address());
    if (expires != null) {
      json.put("watchExpiresAt", expires.toString());
    }
    return json;
  }

  @DeleteMapping("/_sim/tokens/{address}")
  void revoke(@PathVariable String address, HttpServletResponse response) {
    tokens.revokeAll(address);
    microsoft.revokeAll(address);
    response.setStatus(204);
  }
}
