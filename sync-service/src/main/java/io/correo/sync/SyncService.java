package io.correo.sync;

import io.correo.service.web.OpenPaths;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Reads mailboxes, tells what is in them, and keeps the grants to do so. Settings:
/// `sync-service.yaml`.
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
public class SyncService {
  public static ConfigurableApplicationContext start(String... args) {
    return new SpringApplicationBuilder(SyncService.class)
        .properties("spring.config.name=sync-service")
        .run(args);
  }

  public static void main(String... args) {
    start(args);
  }

  /// Pushes bring a token of their own; the browser comes back from a provider without one.
  @Bean
  OpenPaths openPaths() {
    return OpenPaths.of("/webhooks/**", "/oauth/*/callback");
  }
}
