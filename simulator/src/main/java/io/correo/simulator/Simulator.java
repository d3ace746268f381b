package io.correo.simulator;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/// The outside world in one process. State is in memory and forgets on stop.
///
/// Names its auto-configurations instead of taking what the class path offers: it runs beside the
/// services in one JVM, whose security and stores are not its own. Beans have their class's whole
/// name, because two providers have much by the same name.
@SpringBootConfiguration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EnableConfigurationProperties(SimulatorSettings.class)
@ImportAutoConfiguration({
  PropertyPlaceholderAutoConfiguration.class,
  ConfigurationPropertiesAutoConfiguration.class,
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class
})
public class Simulator {

  /// Starts it; arguments are Spring's, e.g. `--server.port=0`.
  public static ConfigurableApplicationContext start(String... args) {
    return new SpringApplicationBuilder(Simulator.class)
        .web(WebApplicationType.SERVLET)
        .properties("spring.config.name=simulator")
        .registerShutdownHook(true)
        .run(args);
  }

  /// The port a started simulator really has.
  public static int port(ConfigurableApplicationContext started) {
    return started.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  public static void main(String[] args) {
    start(args);
  }
}
