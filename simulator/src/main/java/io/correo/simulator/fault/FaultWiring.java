package io.correo.simulator.fault;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the scissors into the server.
@Configuration(proxyBeanMethods = false)
class FaultWiring {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> scissors() {
    return server -> server.addEngineValves(new Connection());
  }
}
