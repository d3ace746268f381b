package io.correo.simulator.microsoft;

import io.correo.simulator.Outbound;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Asks a notification URL whether it wants to hear anything, before it hears anything.
@Component
class Handshake {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Outbound outbound;

  Handshake(Outbound outbound) {
    this.outbound = outbound;
  }

  /// Refuses a URL that does not answer with the token, decoded, as plain text.
  void with(String url) {
    var token =
        "Validation: Testing client application reachability for subscription Request-Id: "
            + UUID.randomUUID();
    var asked =
        url
            + (url.contains("?") ? "&" : "?")
            + "validationToken="
            + URLEncoder.encode(token, StandardCharsets.UTF_8);
    var headers = Map.of("Content-Type", "text/plain; charset=utf-8");
    var answer = outbound.post(asked, new byte[0], headers, PATIENCE);
    if (answer.status() != 200) {
      var got = answer.status() < 0 ? "no answer" : "HTTP " + answer.status();
      throw refused("The request failed with " + got + ".");
    }
    if (!answer.contentType().startsWith("text/plain") || !answer.text().equals(token)) {
      throw refused("The server did not return the validation token as plain text.");
    }
  }

  private static GraphException refused(String why) {
    return GraphException.of(
        400, "ValidationError", "Subscription validation request failed. " + why);
  }
}
