package io.correo.service.caller;

import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls, as the CRM's identity provider says. A controller takes it as a parameter.
///
/// @param subject the user id, or the client id of a module or service
/// @param tenant the caller's tenant; empty for services
/// @param name what people call the user; null for modules and services
/// @param language a BCP 47 tag; null when the token does not tell
public record Caller(
    String subject,
    String tenant,
    Set<String> scopes,
    @Nullable String name,
    @Nullable String email,
    @Nullable String language) {

  public static final String READ = "email:read";
  public static final String SEND = "email:send";
  public static final String ADMIN = "email:admin";
  public static final String READ_TENANT = "email:read:tenant";
  public static final String INTERNAL = "email:internal";

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  public boolean has(String scope) {
    return scopes.contains(scope);
  }

  /// A CRM module, signed in by client credentials: it sees what the tenant shares, no mailbox of
  /// its own.
  public boolean isModule() {
    return has(READ_TENANT) && !has(READ);
  }

  /// @throws Problem 403 `forbidden` without the scope
  public Caller require(String scope) {
    if (has(scope)) return this;
    throw new Problem(ProblemType.FORBIDDEN, "The token has no scope %s.".formatted(scope));
  }
}
