package io.correo.provider.gmail;

import io.correo.events.MailboxId;
import io.correo.provider.Budget;
import io.correo.provider.Grant;
import io.correo.provider.ProviderCalls;
import io.correo.provider.starter.ProviderSettings;
import io.correo.simulator.Simulator;
import io.correo.simulator.google.GoogleTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;

/// The simulator in this process, on a port of its own, and an adapter that talks to it over HTTP.
final class SimulatedGoogle {
  private static final String MAIL = "https://mail.google.com/";
  private static final ConfigurableApplicationContext RUNNING =
      Simulator.start(
          "--server.port=0",
          "--simulator.demo=false",
          "--simulator.push.url=",
          "--simulator.google.units-per-minute=100000000",
          // Beyond what a signed number holds.
          "--simulator.google.first-history=9223372036854775900");

  private SimulatedGoogle() {}

  static <T> T the(Class<T> bean) {
    return RUNNING.getBean(bean);
  }

  static URI root() {
    return URI.create("http://localhost:%d/".formatted(Simulator.port(RUNNING)));
  }

  /// The shipped settings with these changed.
  static ProviderSettings settings(Map<String, Object> changed) {
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
                  "GOOGLE_REVOKE_URI", root() + "google/oauth2/revoke")));
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

  /// Small pages, so that the contracts turn some.
  static GmailProvider provider() {
    return provider(Map.of("GMAIL_HISTORY_PAGE", 3, "GMAIL_LIST_PAGE", 4, "GMAIL_BATCH", 5));
  }

  static GmailProvider provider(Map<String, Object> changed) {
    return new GmailProvider(settings(changed).google(), ProviderCalls.DIRECT, Clock.systemUTC());
  }

  static Grant grant(String address) {
    var token = the(GoogleTokens.class).grant(address, MAIL, Duration.ofHours(1));
    return new Grant.UserConsent(
        new MailboxId("mb_" + address),
        address,
        token,
        Instant.now().plus(Duration.ofHours(1)),
        new Budget("sync", 4200, 4));
  }
}
