package io.correo.simulator.crm;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The web page signs in from another origin.
@Configuration(proxyBeanMethods = false)
class CrmOrigins implements WebMvcConfigurer {

  @Override
  public void addCorsMappings(CorsRegistry registry) {
    for (var path : new String[] {"/crm/oauth/**", "/crm/.well-known/**"}) {
      registry.addMapping(path).allowedOriginPatterns("*").allowedMethods("GET", "POST");
    }
  }
}
