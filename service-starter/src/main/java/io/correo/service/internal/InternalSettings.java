package io.correo.service.internal;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this service calls others.
///
/// @param tokenUri where it gets its own token
/// @param connectTimeout until a connection stands
/// @param readTimeout until the first byte of an answer
@ConfigurationProperties("correo.internal")
public record InternalSettings(
    URI tokenUri,
    String clientId,
    String clientSecret,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("10s") Duration readTimeout) {
  @Override
  public String toString() {
    return "InternalSettings[%s, %s]".formatted(tokenUri, clientId);
  }
}
