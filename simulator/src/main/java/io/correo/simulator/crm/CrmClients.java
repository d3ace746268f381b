package io.correo.simulator.crm;

import io.correo.simulator.SimulatorSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Programs that sign in as themselves: Correo's own services, and one module per tenant
/// (`acme-module` with the secret `acme-module-secret`).
@Component
class CrmClients {

  private static final String MODULE = "-module";

  private final SimulatorSettings.Crm settings;

  CrmClients(SimulatorSettings settings) {
    this.settings = settings.crm();
  }

  /// @param tenant null for Correo's services, which belong to none
  record Client(String id, @Nullable String tenant, String scope) {}

  /// Null when there is none or the secret is wrong.
  @Nullable Client find(String id, String secret) {
    if (id.equals(settings.clientId()) && secret.equals(settings.clientSecret())) {
      return new Client(id, null, "email:internal");
    }
    if (id.endsWith(MODULE) && secret.equals(id + "-secret")) {
      var tenant = id.substring(0, id.length() - MODULE.length());
      return new Client(id, tenant, "email:read:tenant");
    }
    return null;
  }
}
