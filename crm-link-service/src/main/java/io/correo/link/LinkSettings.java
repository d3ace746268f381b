package io.correo.link;

import java.net.URI;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param publicDomains mail domains that say nothing about a company
/// @param crmUrl the CRM's own pages
@ConfigurationProperties("correo.link")
public record LinkSettings(Set<String> publicDomains, URI crmUrl) {
  public LinkSettings {
    publicDomains = Set.copyOf(publicDomains);
  }
}
