package io.correo.mailbox;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Conversations, folders, actions and reading; the public event stream.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
public class MailboxService {

  /// @param args Spring's own, for example `--server.port=0`
  public static ConfigurableApplicationContext start(String... args) {
    return new SpringApplicationBuilder(MailboxService.class)
        .properties("spring.config.name=mailbox-service")
        .bannerMode(Banner.Mode.OFF)
        .run(args);
  }

  public static void main(String... args) {
    start(args).registerShutdownHook();
  }
}
