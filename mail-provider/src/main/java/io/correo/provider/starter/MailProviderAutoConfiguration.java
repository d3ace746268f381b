package io.correo.provider.starter;

import io.correo.provider.MailProviders;
import io.correo.provider.gmail.GmailProvider;
import io.correo.provider.graph.GraphProvider;
import io.correo.provider.resilience.CallMeter;
import io.correo.provider.resilience.ResilientCalls;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// Gives a service that imports `mail-provider.yaml` its [MailProviders]. A service that has a bean
/// of its own keeps it; one that only shares a process with such services is left alone.
@AutoConfiguration
@ConditionalOnProperty("mail.provider.google.root-url")
@EnableConfigurationProperties(ProviderSettings.class)
public class MailProviderAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  MailProviders mailProviders(
      ProviderSettings settings, ObjectProvider<Clock> clocks, ObjectProvider<CallMeter> meters) {
    var clock = clocks.getIfAvailable(Clock::systemUTC);
    var meter = meters.getIfAvailable(() -> (_, _, _) -> {});
    // A breaker each: when one provider does not answer, the other still does.
    var google = new ResilientCalls(GmailProvider.NAME, settings.calls(), clock, meter);
    var microsoft = new ResilientCalls(GraphProvider.NAME, settings.calls(), clock, meter);
    return new MailProviders(
        List.of(
            new GmailProvider(settings.google(), google, clock),
            new GraphProvider(settings.microsoft(), microsoft, clock)));
  }
}
