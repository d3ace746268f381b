package io.correo.mailbox.visibility;

import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.service.caller.Caller;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.util.List;
import org.springframework.stereotype.Component;

/// Callers as viewers.
@Component
public class Viewers {
  private final Mailboxes mailboxes;

  public Viewers(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  public Viewer of(Caller caller) {
    if (caller.tenant().isBlank()) {
      throw new Problem(ProblemType.FORBIDDEN, "The token names no tenant.");
    }
    if (!caller.has(Caller.READ)) caller.require(Caller.READ_TENANT);
    var tenant = new TenantId(caller.tenant());
    var user = new UserId(caller.subject());
    return new Viewer(
        tenant, user, caller.has(Caller.READ) ? mailboxes.of(tenant, user) : List.of());
  }

  /// For links that carry their user in a signature.
  public Viewer of(TenantId tenant, UserId user) {
    return new Viewer(tenant, user, mailboxes.of(tenant, user));
  }
}
