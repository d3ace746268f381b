package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.Provider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Graph's operations, with who may call them and how often.
@Component
class GraphApi {

  private final List<GraphRoute> routes = new ArrayList<>();
  private final MicrosoftTokens tokens;
  private final Mailboxes mailboxes;
  private final GraphThrottle throttle;
  private final Clock clock;

  GraphApi(
      MicrosoftTokens tokens,
      Mailboxes mailboxes,
      GraphThrottle throttle,
      Clock clock,
      List<GraphMethods> methods) {
    this.tokens = tokens;
    this.mailboxes = mailboxes;
    this.throttle = throttle;
    this.clock = clock;
    methods.forEach(group -> routes.addAll(group.routes()));
  }

  /// Never throws what Graph would answer.
  GraphAnswer answer(GraphRequest request) {
    try {
      return dispatch(request);
    } catch (GraphException refusal) {
      return GraphAnswer.of(refusal, clock.instant());
    }
  }

  /// The address behind an Authorization header; null when its token is no live one.
  @Nullable String address(@Nullable String authorization) {
    return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")
        ? tokens.addressOf(authorization.substring(7).strip())
        : null;
  }

  private GraphAnswer dispatch(GraphRequest request) {
    var address = address(request.authorization());
    if (address == null) {
      throw GraphException.unauthenticated();
    }
    var mailbox = mailboxes.find(address);
    if (mailbox == null || mailbox.provider() != Provider.MICROSOFT) {
      throw GraphException.of(
          404, "MailboxNotEnabledForRESTAPI", "The mailbox is inactive or is hosted elsewhere.");
    }
    var segments = GraphPath.segments(request.path());
    int below = userSegments(segments, mailbox);
    var rest = GraphPath.shortened(segments.subList(below, segments.size()));
    if (below > 0 && rest.isEmpty() && request.method().equals("GET")) {
      return me(mailbox, request);
    }
    for (var route : routes) {
      var path = route.user() == below > 0 ? route.match(request.method(), rest) : null;
      if (path != null) {
        return run(route, new GraphCall(mailbox, path, request));
      }
    }
    throw GraphException.noSuchPath(segments.isEmpty() ? "" : segments.getLast());
  }

  private GraphAnswer run(GraphRoute route, GraphCall call) {
    var address = call.mailbox().address();
    throttle.begin(address, route.name());
    try {
      var answer = route.action().apply(call);
      var applied = call.prefer().applied();
      return applied.isEmpty() ? answer : answer.with("Preference-Applied", applied);
    } finally {
      throttle.end(address);
    }
  }

  /// How many segments name the user; 0 when the path is no user's.
  private static int userSegments(List<String> segments, Mailbox mailbox) {
    if (segments.isEmpty()) {
      return 0;
    }
    if (segments.getFirst().equalsIgnoreCase("me")) {
      return 1;
    }
    if (!segments.getFirst().equalsIgnoreCase("users") || segments.size() < 2) {
      return 0;
    }
    if (!MicrosoftAccount.of(mailbox).is(segments.get(1))) {
      throw GraphException.denied();
    }
    return 2;
  }

  private static GraphAnswer me(Mailbox mailbox, GraphRequest request) {
    var json = MicrosoftAccount.of(mailbox).json();
    var wanted = new GraphCall(mailbox, Map.of(), request).query("select");
    if (!wanted.isEmpty()) {
      json.keySet().retainAll(List.of(wanted.split("\\s*,\\s*")));
    }
    json.put("@odata.context", request.base() + "/$metadata#users/$entity");
    return GraphAnswer.ok(json);
  }
}
