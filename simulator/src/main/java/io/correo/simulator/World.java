package io.correo.simulator;

import io.correo.simulator.mail.Later;
import io.correo.simulator.mail.Ledger;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.PostOffice;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What all faces share.
@Configuration(proxyBeanMethods = false)
class World {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Later later() {
    return new Later();
  }

  @Bean
  Mailboxes mailboxes(SimulatorSettings settings) {
    return new Mailboxes(Long.parseUnsignedLong(settings.google().firstHistory()));
  }

  @Bean
  Ledger ledger() {
    return new Ledger();
  }

  @Bean
  PostOffice postOffice(Mailboxes mailboxes, Ledger ledger, Clock clock) {
    return new PostOffice(mailboxes, ledger, clock);
  }

  @Bean
  SigningKey googleKey() {
    return SigningKey.of("google");
  }

  @Bean
  SigningKey microsoftKey() {
    return SigningKey.of("microsoft");
  }

  @Bean
  SigningKey crmKey() {
    return SigningKey.of("crm");
  }
}
