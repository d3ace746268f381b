package io.correo.service.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What could not be processed goes to `<topic>.dlq` with its cause, acknowledged before the batch
/// is committed: nothing is lost, and an operator can look and replay.
public final class DeadLetters {
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  private final Publisher publisher;
  private final MeterRegistry meters;
  private final String service;

  public DeadLetters(Publisher publisher, MeterRegistry meters, String service) {
    this.publisher = publisher;
    this.meters = meters;
    this.service = service;
  }

  /// @param cause null when nothing more is known
  public void accept(String topic, String key, byte @Nullable [] value, @Nullable Throwable cause) {
    var letter = new ProducerRecord<String, byte @Nullable []>(topic + ".dlq", key, value);
    letter.headers().add("correo-consumer", utf8(service));
    letter.headers().add("correo-cause", utf8(describe(cause)));
    publisher.sendRaw(letter).join();
    meters.counter("correo.dead.letters", "topic", topic).increment();
    log.error("Dead-lettered a record of {} with key {}: {}", topic, key, describe(cause));
  }

  // The class and its place, not the message: that may quote mail.
  private static String describe(@Nullable Throwable cause) {
    if (cause == null) return "unknown";
    var at = cause.getStackTrace().length == 0 ? "" : " at " + cause.getStackTrace()[0];
    return cause.getClass().getName() + at;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
