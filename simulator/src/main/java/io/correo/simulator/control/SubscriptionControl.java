package io.correo.simulator.control;

import io.correo.simulator.Wire;
import io.correo.simulator.microsoft.Notices;
import io.correo.simulator.microsoft.Subscription;
import io.correo.simulator.microsoft.Subscriptions;
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

/// `/_sim/subscriptions`: who listens to Outlook mailboxes, and what happens to that.
@RestController
class SubscriptionControl {

  private final Subscriptions subscriptions;
  private final Notices notices;

  SubscriptionControl(Subscriptions subscriptions, Notices notices) {
    this.subscriptions = subscriptions;
    this.notices = notices;
  }

  @GetMapping("/_sim/subscriptions")
  void list(HttpServletResponse response) throws IOException {
    var items = subscriptions.all().stream().map(SubscriptionControl::json).toList();
    Wire.answer(response, 200, Map.of("items", items));
  }

  private static Map<String, Object> json(Subscription subscription) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", subscription.id());
    json.put("address", subscription.address());
    json.put("resource", subscription.resource());
    json.put("changeTypes", subscription.changeTypes());
    json.put("url", subscription.url());
    json.put("expiresAt", subscription.expires().toString());
    return json;
  }

  /// They end, and nobody is told.
  @DeleteMapping("/_sim/subscriptions/{address}")
  void expire(@PathVariable String address, HttpServletResponse response) {
    subscriptions.expire(address);
    response.setStatus(204);
  }

  /// A lifecycle event for every subscription of the mailbox.
  @PostMapping("/_sim/subscriptions/{address}")
  void happen(
      @PathVariable String address, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var event = Body.of(request).text("event", "");
    if (!Notices.EVENTS.contains(event)) {
      throw Refusal.invalid("event is one of " + Notices.EVENTS);
    }
    Wire.answer(response, 200, Map.of("told", notices.lifecycle(address, event)));
  }
}
