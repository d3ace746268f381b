package io.correo.compose;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/// Drafts, their files, templates, and sending exactly once.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan
@ConfigurationPropertiesScan
public class ComposeService {

  /// Starts it; arguments are Spring's, e.g. `--server.port=0`.
  public static ConfigurableApplicationContext start(String... args) {
    return new SpringApplicationBuilder(ComposeService.class)
        .web(WebApplicationType.SERVLET)
        .properties("spring.config.name=compose-service")
        .run(args);
  }

  public static void main(String[] args) {
    start(args);
  }
}
