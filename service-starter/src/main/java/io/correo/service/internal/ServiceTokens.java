package io.correo.service.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/// The token this service shows to other services: client credentials, scope `email:internal`, kept
/// until a minute before it ends.
public final class ServiceTokens {
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final RestClient http;
  private final InternalSettings settings;
  private final Clock clock;
  private @Nullable Held held;

  public ServiceTokens(RestClient http, InternalSettings settings, Clock clock) {
    this.http = http;
    this.settings = settings;
    this.clock = clock;
  }

  public synchronized String current() {
    var now = clock.instant();
    var present = held;
    if (present != null && now.isBefore(present.until())) return present.token();
    var form = new LinkedMultiValueMap<String, String>();
    form.add("grant_type", "client_credentials");
    form.add("client_id", settings.clientId());
    form.add("client_secret", settings.clientSecret());
    form.add("scope", "email:internal");
    var answer =
        http.post()
            .uri(settings.tokenUri())
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .body(form)
            .retrieve()
            .body(Answer.class);
    if (answer == null) throw new IllegalStateException("the token endpoint answered nothing");
    held = new Held(answer.token(), now.plusSeconds(answer.expiresIn()).minus(MARGIN));
    return answer.token();
  }

  private record Held(String token, Instant until) {
    @Override
    public String toString() {
      return "Held[until %s]".formatted(until);
    }
  }

  private record Answer(
      @JsonProperty("access_token") String token, @JsonProperty("expires_in") long expiresIn) {
    @Override
    public String toString() {
      return "Answer[%d s]".formatted(expiresIn);
    }
  }
}
