package io.correo.service.caller;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jwt.Jwt;

/// Which claims of the CRM's tokens say what: settings, because CRMs differ.
///
/// @param audience our own name in `aud`
/// @param tenant name of the claim with the tenant
/// @param scope name of the claim with the scopes, a list or separated by spaces
/// @param language name of the claim with the user's language
@ConfigurationProperties("correo.identity")
public record CallerClaims(
    @DefaultValue("correo") String audience,
    @DefaultValue("tenant") String tenant,
    @DefaultValue("scope") String scope,
    @DefaultValue("locale") String language) {

  public Caller read(Jwt token) {
    var tenantId = token.getClaimAsString(tenant);
    return new Caller(
        String.valueOf(token.getSubject()),
        tenantId == null ? "" : tenantId,
        scopes(token),
        token.getClaimAsString("name"),
        token.getClaimAsString("email"),
        token.getClaimAsString(language));
  }

  public Set<String> scopes(Jwt token) {
    return switch (token.getClaims().get(scope)) {
      case String text ->
          Arrays.stream(text.split("\\s+")).filter(s -> !s.isBlank()).collect(Collectors.toSet());
      case Collection<?> many -> many.stream().map(String::valueOf).collect(Collectors.toSet());
      case null, default -> Set.of();
    };
  }
}
