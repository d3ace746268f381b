package io.correo.service.caller;

import io.correo.service.problem.Problem;
import org.jspecify.annotations.Nullable;

/// A caller with the scope `email:admin`. One whose token names a tenant runs that tenant and sees
/// nothing else; one without, who signs in for the installation, sees every tenant.
///
/// @param tenant the only one this operator acts for; null for all
public record Operator(String subject, @Nullable String tenant) {
  /// @throws Problem 403 `forbidden` without the scope
  public static Operator of(Caller caller) {
    caller.require(Caller.ADMIN);
    return new Operator(caller.subject(), caller.tenant().isEmpty() ? null : caller.tenant());
  }

  /// Whether this operator may know of what belongs to that tenant.
  ///
  /// @param owner null for what belongs to no tenant that we know
  public boolean actsFor(@Nullable String owner) {
    return tenant == null || tenant.equals(owner);
  }
}
