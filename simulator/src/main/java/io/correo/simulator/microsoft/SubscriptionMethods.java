package io.correo.simulator.microsoft;

import io.correo.simulator.SimulatorSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Subscriptions are made, renewed and ended.
@Component
class SubscriptionMethods implements GraphMethods {

  private static final Set<String> TYPES = Set.of("created", "updated", "deleted");
  private static final int LONGEST_STATE = 128;

  private final Subscriptions subscriptions;
  private final Handshake handshake;
  private final SimulatorSettings.Microsoft settings;
  private final Clock clock;

  SubscriptionMethods(
      Subscriptions subscriptions, Handshake handshake, SimulatorSettings settings, Clock clock) {
    this.subscriptions = subscriptions;
    this.handshake = handshake;
    this.settings = settings.microsoft();
    this.clock = clock;
  }

  @Override
  public List<GraphRoute> routes() {
    return List.of(
        GraphRoute.top("POST", "subscriptions", this::create),
        GraphRoute.top("GET", "subscriptions", this::list),
        GraphRoute.top("GET", "subscriptions/{id}", call -> entity(call, 200, own(call))),
        GraphRoute.top("PATCH", "subscriptions/{id}", this::renew),
        GraphRoute.top("DELETE", "subscriptions/{id}", this::delete),
        GraphRoute.top("POST", "subscriptions/{id}/reauthorize", this::reauthorize));
  }

  private GraphAnswer create(GraphCall call) {
    var asked = asked(call, call.json());
    if (subscriptions.hasLike(asked)) {
      throw conflict();
    }
    handshake.with(asked.url());
    if (!asked.lifecycleUrl().isEmpty()) {
      handshake.with(asked.lifecycleUrl());
    }
    if (!subscriptions.add(asked)) {
      throw conflict();
    }
    return entity(call, 201, asked);
  }

  private static GraphException conflict() {
    return GraphException.of(
        409, "ExtensionError", "A subscription for this resource and change type exists already.");
  }

  private Subscription asked(GraphCall call, JsonNode json) {
    var url = url(json, "notificationUrl");
    if (url.isEmpty()) {
      throw invalid("The notificationUrl is missing.");
    }
    var state = json.path("clientState").asString("");
    if (state.length() > LONGEST_STATE) {
      throw invalid("The clientState is longer than 128 characters.");
    }
    if (json.path("includeResourceData").asBoolean(false)) {
      throw invalid("Resource data needs an encryption certificate, which is not supported.");
    }
    var resource = json.path("resource").asString("");
    return new Subscription(
        UUID.randomUUID().toString(),
        call.mailbox().address(),
        folder(call, resource),
        resource,
        types(json),
        url,
        url(json, "lifecycleNotificationUrl"),
        state,
        end(json),
        call.prefer().immutable(),
        MicrosoftAccount.of(call.mailbox()).objectId(),
        settings.clientId());
  }

  private static String url(JsonNode json, String field) {
    var url = json.path(field).asString("");
    if (!url.isEmpty() && !url.matches("https?://[^\\s/]+.*")) {
      throw invalid("The " + field + " is no absolute address.");
    }
    return url;
  }

  private static Set<String> types(JsonNode json) {
    var types = new TreeSet<String>();
    for (var type : json.path("changeType").asString("").split("\\s*,\\s*")) {
      types.add(type.toLowerCase(Locale.ROOT));
    }
    if (!TYPES.containsAll(types)) {
      throw invalid("The changeType is missing or unknown.");
    }
    return types;
  }

  /// The label of the folder a resource names; "" when it is all messages.
  private static String folder(GraphCall call, String resource) {
    var segments = GraphPath.segments(resource.replaceFirst("^/", ""));
    int user = segments.isEmpty() ? 0 : segments.getFirst().equalsIgnoreCase("me") ? 1 : 2;
    if (segments.size() <= user || user == 2 && !segments.getFirst().equalsIgnoreCase("users")) {
      throw invalid("The resource '" + resource + "' is not supported.");
    }
    if (user == 2 && !MicrosoftAccount.of(call.mailbox()).is(segments.get(1))) {
      throw GraphException.denied();
    }
    var rest = segments.subList(user, segments.size());
    if (rest.size() == 1 && rest.getFirst().equalsIgnoreCase("messages")) {
      return "";
    }
    if (rest.size() == 3
        && rest.getFirst().equalsIgnoreCase("mailFolders")
        && rest.getLast().equalsIgnoreCase("messages")) {
      return FolderNames.label(call.mailbox(), rest.get(1));
    }
    throw invalid("The resource '" + resource + "' is not supported.");
  }

  private Instant end(JsonNode json) {
    Instant asked;
    try {
      asked = OffsetDateTime.parse(json.path("expirationDateTime").asString("")).toInstant();
    } catch (DateTimeParseException malformed) {
      throw invalid("The expirationDateTime is missing or malformed.");
    }
    var now = clock.instant();
    if (!asked.isAfter(now)) {
      throw invalid("Subscription expiration must be in the future.");
    }
    // A clock a little ahead of this one asks for the maximum too.
    if (asked.isAfter(now.plus(settings.longestSubscription()).plusSeconds(60))) {
      throw invalid(
          "Subscription expiration can only be %d minutes in the future."
              .formatted(settings.longestSubscription().toMinutes()));
    }
    var most = now.plus(settings.givenSubscription());
    return asked.isAfter(most) ? most : asked;
  }

  private static GraphException invalid(String why) {
    return GraphException.of(400, "InvalidRequest", why);
  }

  private Subscription own(GraphCall call) {
    var found = subscriptions.find(call.path("id"));
    if (found == null || !found.address().equals(call.mailbox().address())) {
      throw gone();
    }
    return found;
  }

  private static GraphException gone() {
    return GraphException.of(404, "ResourceNotFound", "The object was not found.");
  }

  private GraphAnswer list(GraphCall call) {
    var json = new LinkedHashMap<String, Object>();
    json.put("@odata.context", call.request().base() + "/$metadata#subscriptions");
    json.put(
        "value",
        subscriptions.of(call.mailbox().address()).stream().map(Subscription::json).toList());
    return GraphAnswer.ok(json);
  }

  private GraphAnswer renew(GraphCall call) {
    var json = call.json();
    var old = own(call);
    var url = url(json, "notificationUrl");
    var end = json.has("expirationDateTime") ? end(json) : old.expires();
    if (!url.isEmpty() && !url.equals(old.url())) {
      handshake.with(url);
    }
    var now = subscriptions.change(old.id(), one -> (url.isEmpty() ? one : one.to(url)).until(end));
    if (now == null) {
      throw gone();
    }
    return entity(call, 200, now);
  }

  private GraphAnswer reauthorize(GraphCall call) {
    own(call);
    return GraphAnswer.none(204);
  }

  private GraphAnswer delete(GraphCall call) {
    subscriptions.remove(own(call).id());
    return GraphAnswer.none(204);
  }

  private static GraphAnswer entity(GraphCall call, int status, Subscription subscription) {
    var json = new LinkedHashMap<String, Object>();
    json.put("@odata.context", call.request().base() + "/$metadata#subscriptions/$entity");
    json.putAll(subscription.json());
    return GraphAnswer.json(status, json);
  }
}
