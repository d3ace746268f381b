package io.correo.sync.deadletter;

import io.correo.events.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;

/// Reads `<topic>.dlq` of every topic, group `sync-service-dead-letters`. A container of our own
/// and no stream binding: the topics come into being when a first letter dies, so they are found
/// by pattern, and what an operator is told stands in headers.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeadLetterSettings.class)
class DeadLetterConfiguration {
  private static final String GROUP = "sync-service-dead-letters";

  @Bean
  ConsumerFactory<String, byte[]> deadLetterConsumers(
      KafkaProperties kafka, DeadLetterSettings settings) {
    Map<String, Object> how = new HashMap<>(kafka.buildConsumerProperties());
    how.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    how.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    how.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    how.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, (int) settings.lookEvery().toMillis());
    return new DefaultKafkaConsumerFactory<>(
        how, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Bean
  KafkaMessageListenerContainer<String, byte[]> deadLetterListener(
      ConsumerFactory<String, byte[]> deadLetterConsumers, LetterIntake intake) {
    var names = Topics.all().stream().map(Topics::deadLetters).map(Pattern::quote);
    var properties =
        new ContainerProperties(Pattern.compile(names.collect(Collectors.joining("|"))));
    properties.setGroupId(GROUP);
    properties.setMessageListener(intake);
    var container = new KafkaMessageListenerContainer<>(deadLetterConsumers, properties);
    container.setBeanName("dead-letters");
    // Nothing here fails but the store: read again for as long as it takes.
    var wait = new ExponentialBackOff(200, 2);
    wait.setMaxInterval(5_000);
    container.setCommonErrorHandler(new DefaultErrorHandler(wait));
    return container;
  }
}
