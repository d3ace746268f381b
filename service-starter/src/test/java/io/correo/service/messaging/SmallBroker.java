package io.correo.service.messaging;

import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.ProducerFactory;

/// Takes records up to a size, and keeps them.
final class SmallBroker implements ProducerFactory<String, byte[]> {
  private final MockProducer<String, byte[]> producer;

  SmallBroker(int largest) {
    producer =
        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
          @Override
          public Future<RecordMetadata> send(
              ProducerRecord<String, byte[]> record, Callback callback) {
            if (record.value() != null && record.value().length > largest) {
              throw new RecordTooLargeException("larger than " + largest);
            }
            return super.send(record, callback);
          }
        };
  }

  void refuseWith(RuntimeException failure) {
    producer.sendException = failure;
  }

  List<ProducerRecord<String, byte[]>> sent() {
    return producer.history();
  }

  @Override
  public Producer<String, byte[]> createProducer() {
    return producer;
  }
}
