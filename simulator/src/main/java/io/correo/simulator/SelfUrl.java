package io.correo.simulator;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Where others reach this simulator, known once its port is open.
@Component
public class SelfUrl {

  private final SimulatorSettings settings;
  private final Environment environment;

  SelfUrl(SimulatorSettings settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /// Without a slash at the end.
  public String root() {
    return settings.publicUrl().isEmpty()
        ? "http://localhost:" + environment.getProperty("local.server.port")
        : settings.publicUrl().replaceAll("/+$", "");
  }

  /// The exact issuer of the CRM's tokens.
  public String issuer() {
    return settings.crm().issuer().isEmpty() ? root() + "/crm" : settings.crm().issuer();
  }
}
