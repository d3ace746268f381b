package io.correo.gateway.identity;

import io.correo.events.TenantId;
import io.correo.events.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/// Who holds an open connection.
///
/// @param tenant null for a token without one, which hears nothing
public record Visitor(UserId user, @Nullable TenantId tenant) {

  /// @param tenantClaim name of the claim with the tenant
  public static Visitor of(Jwt token, String tenantClaim) {
    var tenant = token.getClaimAsString(tenantClaim);
    return new Visitor(
        new UserId(String.valueOf(token.getSubject())),
        tenant == null || tenant.isBlank() ? null : new TenantId(tenant));
  }
}
