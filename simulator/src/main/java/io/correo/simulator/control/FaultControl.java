package io.correo.simulator.control;

import io.correo.simulator.Wire;
import io.correo.simulator.fault.Fault;
import io.correo.simulator.fault.Fault.Action;
import io.correo.simulator.fault.Fault.Match;
import io.correo.simulator.fault.Fault.Place;
import io.correo.simulator.fault.Faults;
import io.correo.simulator.google.GoogleTokens;
import io.correo.simulator.google.Watches;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.microsoft.MicrosoftTokens;
import io.correo.simulator.microsoft.Subscriptions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// `/_sim/faults`: scripts what goes wrong. `expireHistory`, `expireWatch` and `expireTokens`
/// happen at once and are not listed.
@RestController
class FaultControl {

  private static final Map<String, Action> ACTIONS =
      Map.ofEntries(
          Map.entry("status", Action.STATUS),
          Map.entry("throttle", Action.THROTTLE),
          Map.entry("delay", Action.DELAY),
          Map.entry("dropbefore", Action.DROP_BEFORE),
          Map.entry("dropafter", Action.DROP_AFTER),
          Map.entry("accept-then-500", Action.ACCEPT_THEN_500),
          Map.entry("acceptthen500", Action.ACCEPT_THEN_500),
          Map.entry("slowbody", Action.SLOW_BODY),
          Map.entry("truncate", Action.TRUNCATE),
          Map.entry("html", Action.HTML),
          Map.entry("lose", Action.LOSE),
          Map.entry("duplicate", Action.DUPLICATE),
          Map.entry("reorder", Action.REORDER),
          Map.entry("merge", Action.MERGE),
          Map.entry("forge", Action.FORGE),
          Map.entry("sentcopydelay", Action.DELAY));

  private final Faults faults;
  private final Mailboxes mailboxes;
  private final Watches watches;
  private final GoogleTokens tokens;
  private final MicrosoftTokens microsoft;
  private final Subscriptions subscriptions;

  FaultControl(
      Faults faults,
      Mailboxes mailboxes,
      Watches watches,
      GoogleTokens tokens,
      MicrosoftTokens microsoft,
      Subscriptions subscriptions) {
    this.faults = faults;
    this.mailboxes = mailboxes;
    this.watches = watches;
    this.tokens = tokens;
    this.microsoft = microsoft;
    this.subscriptions = subscriptions;
  }

  @PostMapping("/_sim/faults")
  void arm(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var body = Body.of(request);
    var wanted = body.text("action", "").toLowerCase(Locale.ROOT);
    if (happensNow(wanted, body)) {
      Wire.answer(response, 200, Map.of("done", wanted));
      return;
    }
    var action = ACTIONS.get(wanted);
    if (action == null) {
      throw Refusal.invalid(
          "action is one of " + ACTIONS.keySet() + ", expireHistory, expireWatch");
    }
    var fault = fault(body, wanted, action);
    faults.arm(fault);
    Wire.answer(response, 201, Map.of("id", fault.id()));
  }

  private boolean happensNow(String action, Body body) {
    var address = body.node().path("match").path("address").asString(body.text("address", ""));
    switch (action) {
      case "expirehistory" -> {
        var mailbox = mailboxes.find(address);
        if (mailbox == null) {
          throw Refusal.notFound(address);
        }
        mailbox.expireHistory();
      }
      case "expirewatch" -> {
        watches.stop(address);
        subscriptions.expire(address);
      }
      case "expiretokens" -> {
        tokens.expireAccess(address);
        microsoft.expireAccess(address);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private Fault fault(Body body, String wanted, Action action) {
    var on =
        switch (action) {
          case LOSE, DUPLICATE, REORDER, MERGE, FORGE -> Place.PUSH;
          default -> place(body, wanted);
        };
    int usual =
        switch (action) {
          case THROTTLE -> 429;
          case HTML -> 502;
          default -> 500;
        };
    var node = body.node();
    return new Fault(
        faults.nextId(),
        on,
        match(node.path("match"), body),
        node.path("times").asInt(1),
        action,
        node.path("status").asInt(usual),
        body.text("reason", action == Action.THROTTLE ? "rateLimitExceeded" : ""),
        retryAfter(node.path("retryAfter")),
        delay(node.path("delay"), action),
        node.path("rate").asInt(100),
        body.text("variant", ""));
  }

  /// A number of seconds as it is written; Microsoft's have decimals.
  private static String retryAfter(JsonNode node) {
    var text = node.asString("");
    if (!text.isEmpty() && !text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      throw Refusal.invalid("retryAfter is a number of seconds");
    }
    return text.equals("0") ? "" : text;
  }

  private static Place place(Body body, String wanted) {
    if (wanted.equals("sentcopydelay")) {
      return Place.SENT_COPY;
    }
    return body.text("on", "http").equals("push") ? Place.PUSH : Place.HTTP;
  }

  private static Match match(JsonNode node, Body body) {
    try {
      var path = text(node, "path");
      var address = text(node, "address");
      return new Match(
          path == null ? null : Pattern.compile(path),
          text(node, "method"),
          address == null ? text(body.node(), "address") : address);
    } catch (PatternSyntaxException malformed) {
      throw Refusal.invalid("match.path is no regular expression");
    }
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.has(name) ? node.get(name).asString("") : null;
  }

  /// `2s`, `PT2S`, or a number of milliseconds.
  private static Duration delay(JsonNode node, Action action) {
    if (node.isMissingNode()) {
      boolean late = Set.of(Action.DELAY, Action.REORDER, Action.MERGE).contains(action);
      return late ? Duration.ofSeconds(2) : Duration.ZERO;
    }
    try {
      return DurationStyle.detectAndParse(node.asString("0"));
    } catch (IllegalArgumentException malformed) {
      throw Refusal.invalid("delay is a time such as 2s");
    }
  }

  @GetMapping("/_sim/faults")
  void list(HttpServletResponse response) throws IOException {
    var items = faults.armed().stream().map(FaultControl::json).toList();
    Wire.answer(response, 200, Map.of("items", items));
  }

  private static Map<String, Object> json(Faults.Armed armed) {
    var fault = armed.fault();
    var match = new LinkedHashMap<String, Object>();
    var path = fault.match().path();
    if (path != null) {
      match.put("path", path.pattern());
    }
    if (fault.match().method() != null) {
      match.put("method", fault.match().method());
    }
    if (fault.match().address() != null) {
      match.put("address", fault.match().address());
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("id", fault.id());
    json.put("on", fault.on().name().toLowerCase(Locale.ROOT));
    json.put("match", match);
    json.put("action", fault.action().name().toLowerCase(Locale.ROOT));
    json.put("times", fault.times());
    json.put("struck", armed.struck());
    return json;
  }

  @DeleteMapping("/_sim/faults")
  void disarmAll(HttpServletResponse response) {
    faults.disarm(null);
    response.setStatus(204);
  }

  @DeleteMapping("/_sim/faults/{id}")
  void disarm(@PathVariable String id, HttpServletResponse response) {
    faults.disarm(id);
    response.setStatus(204);
  }
}
