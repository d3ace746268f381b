package io.correo.provider.http;

import io.correo.provider.MailConsent.Tokens;
import io.correo.provider.ProviderException.Refused;
import io.correo.provider.ProviderException.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a token endpoint answered (RFC 6749 §5).
///
/// @param provider its name for people
public record TokenAnswer(String provider, int status, JsonNode json) {
  private static final long AN_HOUR = 3600;

  public boolean isRefusal() {
    return status >= 300;
  }

  /// The error's code; null when there is none.
  public @Nullable String error() {
    return text(json, "error");
  }

  /// The error in the provider's words.
  public String words() {
    return Objects.requireNonNullElse(
        text(json, "error_description"), Objects.requireNonNullElse(error(), "refused"));
  }

  public Refused refused() {
    return new Refused(status, Objects.requireNonNullElse(error(), "refused"), words());
  }

  /// What was granted; null when the answer does not say, and all that was asked for was.
  public @Nullable List<String> scopes() {
    var scope = text(json, "scope");
    return scope == null ? null : Arrays.asList(scope.split(" "));
  }

  public Tokens tokens() {
    var access = text(json, "access_token");
    if (access == null) throw new Unavailable(provider + "'s sign-in sent no token", null);
    var seconds = json.path("expires_in").asLong(AN_HOUR);
    return new Tokens(access, Duration.ofSeconds(seconds), text(json, "refresh_token"));
  }

  /// Who signed in. The id token comes straight from the token endpoint, so its signature need not
  /// be checked (OpenID Connect Core §3.1.3.7, item 6); whom it is for still is.
  public Claims claims(String audience) {
    var token = Objects.requireNonNullElse(text(json, "id_token"), "").split("\\.");
    if (token.length != 3) throw new Unavailable(provider + "'s sign-in sent no id token", null);
    try {
      var payload = new String(Base64.getUrlDecoder().decode(token[1]), StandardCharsets.UTF_8);
      var claims = JsonMapper.shared().readTree(payload);
      if (!audience.equals(text(claims, "aud"))) {
        throw new Refused(403, "id-token", provider + "'s id token is not for us.");
      }
      return new Claims(claims);
    } catch (JacksonException | IllegalArgumentException unreadable) {
      throw new Unavailable(provider + "'s id token cannot be read", unreadable);
    }
  }

  @Override
  public String toString() {
    return "TokenAnswer[%s, %d]".formatted(provider, status);
  }

  private static @Nullable String text(JsonNode node, String field) {
    var value = node.path(field);
    return value.isString() ? value.stringValue() : null;
  }

  /// What an id token says.
  public record Claims(JsonNode claims) {
    /// Null when there is no such claim, or it is no text.
    public @Nullable String get(String name) {
      return text(claims, name);
    }
  }
}
