package io.correo.simulator.control;

import io.correo.simulator.Wire;
import io.correo.simulator.mail.Ledger;
import io.correo.simulator.mail.Ledger.Delivery;
import io.correo.simulator.quota.Quota;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `/_sim/ledger` and `/_sim/quota`: what recipients received, what mailboxes spent.
@RestController
class LedgerControl {

  private final Ledger ledger;
  private final Quota quota;

  LedgerControl(Ledger ledger, Quota quota) {
    this.ledger = ledger;
    this.quota = quota;
  }

  @GetMapping("/_sim/ledger")
  void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var copies = ledger.deliveries(request.getParameter("recipient"));
    Wire.answer(response, 200, Map.of("items", copies.stream().map(LedgerControl::json).toList()));
  }

  private static Map<String, Object> json(Delivery copy) {
    var json = new LinkedHashMap<String, Object>();
    json.put("n", copy.n());
    json.put("recipient", copy.recipient());
    json.put("from", copy.content().from());
    json.put("subject", copy.content().subject());
    json.put("messageId", copy.content().messageId());
    json.put("deliveredAt", copy.deliveredAt().toString());
    json.put("size", copy.content().size());
    return json;
  }

  @GetMapping("/_sim/ledger/{n}")
  void raw(@PathVariable int n, HttpServletResponse response) throws IOException {
    var copy = ledger.find(n);
    if (copy == null) {
      throw Refusal.notFound("delivery " + n);
    }
    response.setContentType("message/rfc822");
    response.getOutputStream().write(copy.content().raw());
  }

  @GetMapping("/_sim/quota")
  void spent(HttpServletResponse response) throws IOException {
    Wire.answer(response, 200, Map.of("items", quota.spent()));
  }

  @DeleteMapping("/_sim/quota")
  void forget(HttpServletResponse response) {
    quota.clear();
    response.setStatus(204);
  }
}
