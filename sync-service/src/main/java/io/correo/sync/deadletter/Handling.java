package io.correo.sync.deadletter;

import io.correo.events.Topics;
import io.correo.service.caller.Operator;
import io.correo.service.messaging.Publisher;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import io.correo.sync.deadletter.DeadLetter.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;

/// What an operator does with a dead letter.
@Component
class Handling {
  private static final String REPLAY_OF = "correo-replay-of";
  // There the last record of a key is its state.
  private static final Set<String> COMPACTED = Set.of(Topics.ACCOUNTS, Topics.DIRECTORY);

  private final Letters letters;
  private final RecordReader records;
  private final Publisher publisher;
  private final MeterRegistry meters;

  Handling(Letters letters, RecordReader records, Publisher publisher, MeterRegistry meters) {
    this.letters = letters;
    this.records = records;
    this.publisher = publisher;
    this.meters = meters;
  }

  /// Writes the record to its topic again, under its key, so that the group that gave up reads it
  /// once more. The others read it again too, and every reader is guarded. Asking twice replays
  /// once; dead between the two steps it is replayed again, which is harmless.
  DeadLetter replay(DeadLetter letter, Operator by) {
    if (letter.state() == State.REPLAYED) return letter;
    if (letter.state() == State.DISCARDED) throw conflict("It was discarded.");
    var source = letter.source();
    if (COMPACTED.contains(letter.topic())
        && source != null
        && records.hasLater(source, letter.key())) {
      // Compaction would keep the old state instead of the new one.
      throw conflict("A newer record of the same key has replaced it. Discard this one.");
    }
    put(letter, value(letter));
    return done(letter, State.REPLAYED, by);
  }

  DeadLetter discard(DeadLetter letter, Operator by) {
    if (letter.state() == State.DISCARDED) return letter;
    if (letter.state() == State.REPLAYED) throw conflict("It was replayed.");
    return done(letter, State.DISCARDED, by);
  }

  private byte @Nullable [] value(DeadLetter letter) {
    var place = letter.leftAtSource() ? letter.source() : letter.letter();
    var found = place == null ? null : records.at(place);
    if (found == null) throw conflict("Its topic has forgotten it. Discard this one.");
    return found.value();
  }

  private void put(DeadLetter letter, byte @Nullable [] value) {
    var record = new ProducerRecord<String, byte @Nullable []>(letter.topic(), letter.key(), value);
    record.headers().add(REPLAY_OF, letter.id().getBytes(StandardCharsets.UTF_8));
    try {
      publisher.sendRaw(record).join();
    } catch (CompletionException | KafkaException | org.apache.kafka.common.KafkaException down) {
      var problem =
          new Problem(ProblemType.SERVICE_UNAVAILABLE, "The broker does not take it. Try again.");
      problem.initCause(down);
      throw problem;
    }
  }

  private DeadLetter done(DeadLetter letter, State state, Operator by) {
    if (letters.handled(letter.id(), state, by.subject())) {
      var outcome = state.name().toLowerCase(java.util.Locale.ROOT);
      meters.counter("correo.dead.letters.handled", "outcome", outcome).increment();
    }
    // Somebody else may have been faster: what is stored is true.
    return Objects.requireNonNullElse(letters.find(letter.id()), letter);
  }

  private static Problem conflict(String detail) {
    return new Problem(ProblemType.CONFLICT, detail);
  }
}
