package io.correo.local.launch;

import io.correo.local.engine.Ports;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Who listens where, and the environment that tells every process so. What the environment already
/// says, stays: an engine named there is used and not started.
final class Wiring {
  /// Quota units of one simulated Gmail mailbox.
  private static final String UNITS_PER_MINUTE = "120000";

  private final Map<Part, Integer> ports = new EnumMap<>(Part.class);
  private final Set<Part> given = EnumSet.noneOf(Part.class);
  private final Map<String, String> environment;

  private Wiring(Map<String, String> environment) {
    this.environment = new LinkedHashMap<>(environment);
  }

  /// @param environment of this process, with what the caller adds; a port of 0 means a free one
  static Wiring of(Map<String, String> environment) {
    var wiring = new Wiring(environment);
    var free = Ports.free(Part.values().length).iterator();
    for (var part : Part.values()) {
      var asked = environment.getOrDefault(part.portVariable(), "");
      var port = asked.isBlank() ? part.usualPort() : number(part.portVariable(), asked);
      var any = Objects.requireNonNull(free.next());
      wiring.ports.put(part, port == 0 ? any : port);
      if (part.engine() != null && !environment.getOrDefault(part.urlVariable(), "").isBlank()) {
        wiring.given.add(part);
      }
    }
    wiring.tell();
    return wiring;
  }

  int port(Part part) {
    return Objects.requireNonNull(ports.get(part));
  }

  /// Engines the environment names: servers that are there already.
  Set<Part> given() {
    return Set.copyOf(given);
  }

  /// For every process of the system.
  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  String get(String variable) {
    return Objects.requireNonNull(environment.get(variable), variable);
  }

  private void tell() {
    for (var part : Part.values()) {
      if (part.engine() == null) {
        environment.put(part.portVariable(), String.valueOf(port(part)));
        say(part.urlVariable(), "http://localhost:" + port(part));
      }
    }
    say("MONGODB_URI", "mongodb://localhost:" + port(Part.STORE));
    say("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + port(Part.BROKER));
    say("OPENSEARCH_URI", "http://localhost:" + port(Part.SEARCH_NODE));
    var gateway = "http://localhost:" + port(Part.GATEWAY);
    say("CORREO_PUBLIC_URL", gateway);
    say("SIMULATOR_PUSH_URL", gateway + "/webhooks/google");
    say("GOOGLE_PUSH_AUDIENCE", gateway + "/webhooks/google");
    var simulator = "http://localhost:" + port(Part.SIMULATOR);
    say("CORREO_ISSUER_URI", simulator + "/crm");
    say("CORREO_JWKS_URI", simulator + "/crm/oauth/jwks");
    say("CORREO_TOKEN_URI", simulator + "/crm/oauth/token");
    say("CORREO_AUTHORIZE_URI", simulator + "/crm/oauth/authorize");
    say("CORREO_CRM_URL", simulator + "/crm");
    // With Google's own 6,000 a minute the demo mailboxes would be imported for minutes.
    say("SIMULATOR_UNITS_PER_MINUTE", UNITS_PER_MINUTE);
    say("GOOGLE_UNITS_PER_MINUTE", UNITS_PER_MINUTE);
    say("GOOGLE_AUTH_URI", simulator + "/google/o/oauth2/v2/auth");
    say("GOOGLE_TOKEN_URI", simulator + "/google/oauth2/token");
    say("GOOGLE_REVOKE_URI", simulator + "/google/oauth2/revoke");
    say("GOOGLE_JWKS_URI", simulator + "/google/oauth2/v3/certs");
    say("GMAIL_ROOT_URL", simulator + "/");
    say("MICROSOFT_AUTH_URI", simulator + "/microsoft/common/oauth2/v2.0/authorize");
    say("MICROSOFT_TOKEN_URI", simulator + "/microsoft/common/oauth2/v2.0/token");
    say("GRAPH_ROOT_URL", simulator + "/v1.0");
  }

  private void say(String variable, String value) {
    if (environment.getOrDefault(variable, "").isBlank()) environment.put(variable, value);
  }

  private static int number(String variable, String text) {
    try {
      var port = Integer.parseInt(text.strip());
      if (port >= 0 && port <= 65535) return port;
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(variable + " must be a port, and is \"" + text + "\".");
  }
}
