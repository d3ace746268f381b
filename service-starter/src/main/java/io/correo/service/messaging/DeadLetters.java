package io.correo.service.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
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

  /// Returns when the letter is safe. When the broker does not take it the batch is read again.
  void accept(ReceivedRecord dead, int attempts, Throwable cause) {
    try {
      publisher.sendRaw(letter(dead, dead.value(), attempts, cause)).join();
    } catch (RuntimeException failure) {
      var value = dead.value();
      if (value == null || !isTooLarge(failure)) throw failure;
      // Waiting would not make it smaller, and the next records would wait with it.
      var without = letter(dead, null, attempts, cause);
      put(without, DeadLetterHeaders.LEFT_AT_SOURCE, String.valueOf(value.length));
      publisher.sendRaw(without).join();
    }
    meters.counter("correo.dead.letters", "topic", dead.topic()).increment();
    log.error(
        "Dead-lettered record {} of {}-{}: {}",
        dead.offset(),
        dead.topic(),
        dead.partition(),
        describe(cause));
  }

  /// A newer producer's kind of record, which nobody here needs.
  void skip(ReceivedRecord unknown) {
    meters.counter("correo.records.unknown", "topic", unknown.topic()).increment();
  }

  private ProducerRecord<String, byte @Nullable []> letter(
      ReceivedRecord dead, byte @Nullable [] value, int attempts, Throwable cause) {
    var letter =
        new ProducerRecord<String, byte @Nullable []>(dead.topic() + ".dlq", dead.key(), value);
    put(letter, DeadLetterHeaders.CONSUMER, dead.group().isEmpty() ? service : dead.group());
    put(letter, DeadLetterHeaders.CAUSE, describe(cause));
    put(letter, DeadLetterHeaders.ATTEMPTS, String.valueOf(attempts));
    put(letter, DeadLetterHeaders.PARTITION, String.valueOf(dead.partition()));
    put(letter, DeadLetterHeaders.OFFSET, String.valueOf(dead.offset()));
    return letter;
  }

  private static boolean isTooLarge(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordTooLargeException) return true;
    }
    return false;
  }

  // Classes and places, not the messages: those may quote mail.
  private static String describe(Throwable cause) {
    var root = cause;
    while (root.getCause() != null && root.getCause() != root) root = root.getCause();
    return root == cause ? place(cause) : place(cause) + ", caused by " + place(root);
  }

  private static String place(Throwable cause) {
    var at = cause.getStackTrace().length == 0 ? "" : " at " + cause.getStackTrace()[0];
    return cause.getClass().getName() + at;
  }

  private static void put(ProducerRecord<?, ?> letter, String header, String text) {
    letter.headers().add(header, text.getBytes(StandardCharsets.UTF_8));
  }
}
