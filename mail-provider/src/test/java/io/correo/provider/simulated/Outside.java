package io.correo.provider.simulated;

import io.correo.provider.starter.ProviderSettings;
import io.correo.simulator.Simulator;
import io.correo.simulator.fault.Fault;
import io.correo.simulator.fault.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;

/// The simulator in this process, on a port of its own.
public final class Outside {
  private static final ConfigurableApplicationContext RUNNING =
      Simulator.start(
          "--server.port=0",
          "--simulator.demo=false",
          "--simulator.push.url=",
          "--simulator.google.units-per-minute=100000000",
          // Beyond what a signed number holds.
          "--simulator.google.first-history=9223372036854775900");

  private Outside() {}

  public static <T> T the(Class<T> bean) {
    return RUNNING.getBean(bean);
  }

  /// With a slash at the end.
  public static URI root() {
    return URI.create("http://localhost:%d/".formatted(Simulator.port(RUNNING)));
  }

  /// The shipped settings with these changed.
  public static ProviderSettings settings(Map<String, Object> changed) {
    try {
      var sources = new MutablePropertySources();
      sources.addLast(new MapPropertySource("test", changed));
      sources.addLast(
          new MapPropertySource(
              "simulator",
              Map.of(
                  "GMAIL_ROOT_URL", root(),
                  "GOOGLE_AUTH_URI", root() + "google/o/oauth2/v2/auth",
                  "GOOGLE_TOKEN_URI", root() + "google/oauth2/token",
                  "GOOGLE_REVOKE_URI", root() + "google/oauth2/revoke",
                  "GRAPH_ROOT_URL", root() + "v1.0",
                  "MICROSOFT_AUTH_URI", root() + "microsoft/common/oauth2/v2.0/authorize",
                  "MICROSOFT_TOKEN_URI", root() + "microsoft/common/oauth2/v2.0/token")));
      new YamlPropertySourceLoader()
          .load("shipped", new ClassPathResource("mail-provider.yaml"))
          .forEach(sources::addLast);
      PlaceholdersResolver resolver = new PropertySourcesPlaceholdersResolver(sources);
      return new Binder(ConfigurationPropertySources.from(sources), resolver)
          .bindOrCreate("mail.provider", ProviderSettings.class);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The next so many calls of an address whose path holds this fail.
  public static void arm(
      String address, String path, int times, Fault.Action action, int status, String reason) {
    arm(address, path, times, action, status, reason, "");
  }

  /// @param retryAfter seconds, maybe with decimals; empty for no header
  public static void arm(
      String address,
      String path,
      int times,
      Fault.Action action,
      int status,
      String reason,
      String retryAfter) {
    var faults = the(Faults.class);
    faults.arm(
        new Fault(
            faults.nextId(),
            Fault.Place.HTTP,
            new Fault.Match(Pattern.compile(path), null, address),
            times,
            action,
            status,
            reason,
            retryAfter,
            Duration.ZERO,
            100,
            ""));
  }
}
