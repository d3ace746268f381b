package io.correo.gateway.page;

import io.correo.service.caller.CallerClaims;
import java.net.URI;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the page must know before anybody is signed in.
@RestController
class ConfigController {
  private final PageConfig config;

  ConfigController(PageSettings settings, CallerClaims claims) {
    this.config =
        new PageConfig(
            settings.authorizeUri(),
            settings.tokenUri(),
            settings.clientId(),
            claims.audience(),
            "/api/v1",
            settings.languages(),
            settings.crmUri());
  }

  @GetMapping("/config.json")
  PageConfig config() {
    return config;
  }

  record PageConfig(
      URI authorizeUrl,
      URI tokenUrl,
      String clientId,
      String audience,
      String apiBase,
      List<String> languages,
      URI crmUrl) {}
}
