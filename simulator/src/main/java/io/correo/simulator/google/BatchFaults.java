package io.correo.simulator.google;

import io.correo.simulator.fault.Faults;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Faults of single calls inside a batch: a fault that names the inner path refuses that call.
@Component
class BatchFaults {

  private final Faults faults;
  private final GoogleTokens tokens;

  BatchFaults(Faults faults, GoogleTokens tokens) {
    this.faults = faults;
    this.tokens = tokens;
  }

  @Nullable GmailException refuse(GmailRequest call) {
    var address = tokens.addressOf(GmailEndpoint.bearer(call.authorization()));
    var fault = faults.inner(call.method(), "/gmail/v1/" + call.path(), address);
    return fault == null
        ? null
        : GmailException.of(fault.status(), fault.reason(), fault.retryAfterSeconds());
  }
}
