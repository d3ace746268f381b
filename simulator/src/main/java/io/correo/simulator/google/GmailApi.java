package io.correo.simulator.google;

import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.Wire;
import io.correo.simulator.mail.Address;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.Provider;
import io.correo.simulator.quota.Quota;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// The Gmail methods, with who may call them and what they cost.
@Component
class GmailApi {

  private static final String FULL = "https://mail.google.com/";
  private static final Set<String> NEEDS_FULL =
      Set.of("messages.delete", "messages.batchDelete", "threads.delete");

  private final List<Route> routes = new ArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final GoogleTokens tokens;
  private final Mailboxes mailboxes;
  private final Quota quota;
  private final SimulatorSettings.Google settings;

  GmailApi(
      GoogleTokens tokens,
      Mailboxes mailboxes,
      Quota quota,
      SimulatorSettings settings,
      List<GmailMethods> methods) {
    this.tokens = tokens;
    this.mailboxes = mailboxes;
    this.quota = quota;
    this.settings = settings.google();
    methods.forEach(group -> routes.addAll(group.routes()));
  }

  /// Never throws what Google would answer.
  GmailAnswer answer(GmailRequest request) {
    try {
      return dispatch(request);
    } catch (GmailException refusal) {
      return GmailAnswer.of(refusal);
    }
  }

  private GmailAnswer dispatch(GmailRequest request) {
    var access = tokens.access(GmailEndpoint.bearer(request.authorization()));
    if (access == null) {
      throw GmailException.unauthenticated();
    }
    var segments = Arrays.asList(request.path().split("/"));
    if (segments.size() < 3 || !segments.getFirst().equals("users")) {
      throw GmailException.notFound();
    }
    var address = access.consent().address();
    var user = Wire.decode(segments.get(1).replace("+", "%2B"));
    if (!user.equals("me") && !Address.bare(user).equals(address)) {
      throw GmailException.delegation(user);
    }
    var below = segments.subList(2, segments.size());
    for (var route : routes) {
      var path = route.match(request.method(), below);
      if (path != null) {
        if (NEEDS_FULL.contains(route.id()) && !access.allows(FULL)) {
          throw GmailException.scope();
        }
        charge(address, route);
        var answer = route.action().apply(new GmailCall(mailbox(address), path, request));
        var fields = request.query().get("fields");
        return fields == null ? answer : answer.only(fields.getFirst());
      }
    }
    throw GmailException.notFound();
  }

  private Mailbox mailbox(String address) {
    var mailbox = mailboxes.find(address);
    if (mailbox == null || mailbox.provider() != Provider.GOOGLE) {
      throw GmailException.precondition("Mail service not enabled");
    }
    return mailbox;
  }

  private void charge(String address, Route route) {
    int limit = settings.unitsPerMinute();
    if (!quota.spend(address, route.id(), route.units(), limit)) {
      // Google answers one or the other, and does not always say when to come back.
      int turn = refusals.getAndIncrement();
      long wait = turn % 4 < 2 ? quota.secondsUntil(address, route.units(), limit) : 0;
      var reason = turn % 3 == 2 ? "userRateLimitExceeded" : "rateLimitExceeded";
      throw GmailException.of(turn % 2 == 0 ? 429 : 403, reason, wait);
    }
  }
}
