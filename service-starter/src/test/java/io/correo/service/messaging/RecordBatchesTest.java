package io.correo.service.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import tools.jackson.databind.json.JsonMapper;

/// What becomes of a record that nobody can process. The broker is Kafka's own for tests.
class RecordBatchesTest {
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = Newer.class)
  sealed interface Parcel {}

  @JsonTypeName("letter")
  record Letter(String text) implements Parcel {}

  record Newer(@Nullable String text) implements Parcel {}

  private final JsonMapper json = JsonMapper.builder().build();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> handled = Collections.synchronizedList(new ArrayList<>());
  private final SmallBroker broker = new SmallBroker(1_000_000);

  @Test
  void deadLettersWhatCannotBeDecodedAtOnceAndReadsItsNeighbours() {
    batches(this::take).accept(batch(letter("a"), record("k", "{ not json"), letter("b")));

    assertThat(handled).containsExactly("a", "b");
    var dead = broker.sent().getFirst();
    assertThat(dead.topic()).isEqualTo("things.dlq");
    assertThat(dead.key()).isEqualTo("k");
    assertThat(dead.value()).isEqualTo(utf8("{ not json"));
    assertThat(header(dead, DeadLetterHeaders.ATTEMPTS)).isEqualTo("1");
    assertThat(header(dead, DeadLetterHeaders.CONSUMER)).isEqualTo("readers");
    assertThat(header(dead, DeadLetterHeaders.PARTITION)).isEqualTo("3");
    assertThat(header(dead, DeadLetterHeaders.OFFSET)).isEqualTo("101");
    assertThat(header(dead, DeadLetterHeaders.CAUSE)).doesNotContain("not json").contains(" at ");
    assertThat(meters.counter("correo.dead.letters", "topic", "things").count()).isEqualTo(1);
  }

  @Test
  void deadLettersAnUnknownValueOfAnEnumOfAKnownKind() {
    record Flagged(Thread.State state) {}
    var flagged =
        new RecordBatches<>(
            Flagged.class, json, deadLetters(), (_, entries) -> handled.add(entries.toString()));

    flagged.accept(batch(record("k", "{\"state\":\"HALF_ASLEEP\"}")));

    assertThat(handled).isEmpty();
    assertThat(broker.sent()).hasSize(1);
  }

  @Test
  void triesWhatFailsThreeTimesAloneAndThenDeadLettersThatAlone() {
    batches(failingFor("b", new IllegalStateException("always")))
        .accept(batch(letter("a"), letter("b"), letter("c")));

    assertThat(handled).containsExactly("a", "a", "c");
    assertThat(broker.sent()).hasSize(1);
    var dead = broker.sent().getFirst();
    assertThat(new String(dead.value(), StandardCharsets.UTF_8)).contains("\"b\"");
    assertThat(header(dead, DeadLetterHeaders.ATTEMPTS)).isEqualTo("3");
    assertThat(header(dead, DeadLetterHeaders.CAUSE))
        .startsWith("java.lang.IllegalStateException at ");
  }

  @Test
  void keepsWhatRemainsOfARecordThatIsDeadLettered() {
    batches(failingFor("whole", new IllegalStateException("always")))
        .keeping(_ -> new Letter("what remains"))
        .accept(batch(letter("whole"), letter("after")));

    assertThat(handled).containsExactly("what remains", "after");
    assertThat(new String(broker.sent().getFirst().value(), StandardCharsets.UTF_8))
        .contains("\"whole\"");
  }

  @Test
  void deadLettersARecordOfWhichNotEvenWhatRemainsCanBeKept() {
    batches(failingFor("whole", new IllegalStateException("always")))
        .keeping(Function.identity())
        .accept(batch(letter("whole"), letter("after")));

    assertThat(handled).containsExactly("after");
    assertThat(broker.sent()).hasSize(1);
  }

  @Test
  void doesNotStopForARecordThatBreaksTheStack() {
    batches(
            (_, entries) -> {
              if (text(entries.getFirst()).equals("deep")) throw new StackOverflowError();
              entries.forEach(entry -> handled.add(text(entry)));
            })
        .accept(batch(letter("deep"), letter("after")));

    assertThat(handled).containsExactly("after");
    assertThat(broker.sent()).hasSize(1);
  }

  @Test
  void readsOtherKeysWhileOneIsPoisoned() {
    batches(failingFor("b", new IllegalStateException("always")))
        .accept(batch(letter("b"), record("other", "{\"type\":\"letter\",\"text\":\"fine\"}")));

    assertThat(handled).containsExactly("fine");
  }

  @Test
  void skipsAndCountsWhatANewerProducerMade() {
    batches(this::take)
        .accept(batch(record("k", "{\"type\":\"telegram\",\"text\":\"stop\"}"), letter("a")));

    assertThat(handled).containsExactly("a");
    assertThat(broker.sent()).isEmpty();
    assertThat(meters.counter("correo.records.unknown", "topic", "things").count()).isEqualTo(1);
  }

  @Test
  void deadLettersARecordWithoutAValueUnlessTheTopicHasTombstones() {
    batches(this::take).accept(batch(record("k", null)));
    assertThat(broker.sent()).hasSize(1);
    assertThat(broker.sent().getFirst().value()).isNull();

    var removed = new ArrayList<@Nullable Parcel>();
    batches((_, entries) -> removed.add(entries.getFirst().value()))
        .withTombstones()
        .accept(batch(record("k", null)));

    assertThat(removed).containsOnlyNulls().hasSize(1);
    assertThat(broker.sent()).hasSize(1);
  }

  @Test
  void doesNotTakeTheWordNullForATombstone() {
    batches(this::take).withTombstones().accept(batch(record("k", "null")));

    assertThat(handled).isEmpty();
    assertThat(broker.sent()).hasSize(1);
  }

  @Test
  void throwsTheBatchBackWhileADependencyIsDownAndDeadLettersNothing() {
    var down = new IllegalStateException(new ConnectException("refused"));

    assertThatThrownBy(() -> batches(failingFor("b", down)).accept(batch(letter("a"), letter("b"))))
        .isSameAs(down);

    assertThat(broker.sent()).isEmpty();
  }

  @Test
  void waitsForABrokerThatTakesNoDeadLetters() {
    broker.refuseWith(new TimeoutException("no leader"));

    assertThatThrownBy(() -> batches(this::take).accept(batch(record("k", "{"))))
        .matches(failure -> Outage.causes(failure));

    assertThat(meters.find("correo.dead.letters").counter()).isNull();
  }

  @Test
  void leavesAValueWhereItIsWhenItIsTooLargeForALetter() {
    var large = record("k", "{\"text\":\"" + "x".repeat(1_100_000));

    batches(this::take).accept(batch(large, letter("a")));

    assertThat(handled).containsExactly("a");
    var dead = broker.sent().getFirst();
    assertThat(dead.value()).isNull();
    assertThat(header(dead, DeadLetterHeaders.LEFT_AT_SOURCE)).isEqualTo("1100009");
    assertThat(header(dead, DeadLetterHeaders.OFFSET)).isEqualTo("100");
  }

  @Test
  void tellsAnOutageFromARefusal() {
    assertThat(Outage.causes(new TimeoutException("no answer"))).isTrue();
    assertThat(Outage.causes(new RuntimeException(new ConnectException("refused")))).isTrue();
    assertThat(Outage.causes(new RuntimeException(new RecordTooLargeException("large")))).isFalse();
    assertThat(Outage.causes(new RuntimeException(new MalformedInputException(1)))).isFalse();
    assertThat(Outage.causes(new NullPointerException())).isFalse();
  }

  private RecordBatches<Parcel> batches(RecordBatches.Handler<Parcel> handler) {
    return new RecordBatches<>(Parcel.class, json, deadLetters(), handler);
  }

  private DeadLetters deadLetters() {
    var template = new KafkaTemplate<String, byte @Nullable []>(broker);
    return new DeadLetters(new Publisher(template, json), meters, "this-service");
  }

  private void take(String key, List<RecordBatches.Entry<Parcel>> entries) {
    entries.forEach(entry -> handled.add(text(entry)));
  }

  private RecordBatches.Handler<Parcel> failingFor(String text, RuntimeException failure) {
    return (_, entries) -> {
      for (var entry : entries) {
        if (text(entry).equals(text)) throw failure;
        handled.add(text(entry));
      }
    };
  }

  private static String text(RecordBatches.Entry<Parcel> entry) {
    return ((Letter) entry.value()).text();
  }

  private record Sent(String key, byte @Nullable [] value) {}

  private static Sent letter(String text) {
    return record("k", "{\"type\":\"letter\",\"text\":\"%s\"}".formatted(text));
  }

  private static Sent record(String key, @Nullable String value) {
    return new Sent(key, value == null ? null : utf8(value));
  }

  private static Message<List<Object>> batch(Sent... records) {
    var offsets = new ArrayList<Long>();
    for (var i = 0; i < records.length; i++) offsets.add(100L + i);
    var keys = java.util.Arrays.stream(records).map(Sent::key).toList();
    var values = new ArrayList<Object>();
    for (var sent : records) {
      values.add(
          sent.value() == null
              ? org.springframework.kafka.support.KafkaNull.INSTANCE
              : sent.value());
    }
    return MessageBuilder.<List<Object>>withPayload(values)
        .copyHeaders(
            Map.of(
                KafkaHeaders.GROUP_ID,
                "readers",
                KafkaHeaders.RECEIVED_TOPIC,
                Collections.nCopies(records.length, "things"),
                KafkaHeaders.RECEIVED_KEY,
                keys,
                KafkaHeaders.RECEIVED_PARTITION,
                Collections.nCopies(records.length, 3),
                KafkaHeaders.OFFSET,
                offsets,
                KafkaHeaders.RECEIVED_TIMESTAMP,
                Collections.nCopies(records.length, 5L)))
        .build();
  }

  private static String header(ProducerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
