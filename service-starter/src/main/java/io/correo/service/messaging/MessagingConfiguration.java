package io.correo.service.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.databind.json.JsonMapper;

/// Wires what a service needs to read and write topics.
@AutoConfiguration(
    afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
class MessagingConfiguration {
  private static final long FIRST_WAIT_MS = 200;
  private static final long LONGEST_WAIT_MS = 5_000;

  @Bean
  Publisher publisher(KafkaTemplate<String, byte @Nullable []> kafka, JsonMapper json) {
    return new Publisher(kafka, json);
  }

  @Bean
  DeadLetters deadLetters(
      Publisher publisher,
      MeterRegistry meters,
      @Value("${spring.application.name}") String service) {
    return new DeadLetters(publisher, meters, service);
  }

  @Bean
  BrokerHealth brokerHealthIndicator(KafkaProperties kafka) {
    return new BrokerHealth(kafka.buildAdminProperties());
  }

  /// What a batch throws is an outage by then: pause and read it again, for as long as it takes.
  @Bean
  ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> waitOutOutages() {
    return (container, _, _) -> {
      var backOff = new ExponentialBackOff(FIRST_WAIT_MS, 2);
      backOff.setMaxInterval(LONGEST_WAIT_MS);
      container.setCommonErrorHandler(new DefaultErrorHandler(backOff));
    };
  }
}
