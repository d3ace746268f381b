package io.correo.link;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/// Starts crm-link-service.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class LinkService {
  public static void main(String[] args) {
    start(args);
  }

  public static ConfigurableApplicationContext start(String... args) {
    return new SpringApplicationBuilder(LinkService.class)
        .web(WebApplicationType.SERVLET)
        .properties("spring.config.name=crm-link-service")
        .run(args);
  }
}
