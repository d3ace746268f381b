package io.correo.mailbox.publication;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.correo.service.messaging.Publisher;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes events as CloudEvents 1.0 in Kafka's binary mode, keyed by mailbox: in order per mailbox.
@Component
public class PublicStream {
  private static final URI SOURCE = URI.create("urn:correo:mailbox-service");

  private final Publisher publisher;

  public PublicStream(Publisher publisher) {
    this.publisher = publisher;
  }

  /// Returns when the broker has all of them safe.
  public void publish(List<Document> events) {
    var sent = new ArrayList<CompletableFuture<Void>>();
    for (var document : events) sent.add(publisher.sendRaw(record(PublicEvent.of(document))));
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
  }

  static ProducerRecord<String, byte @Nullable []> record(PublicEvent event) {
    ProducerRecord<String, byte[]> written =
        KafkaMessageFactory.<String>createWriter(event.topic(), event.mailbox().value())
            .writeBinary(cloudEvent(event));
    return new ProducerRecord<>(
        written.topic(), null, written.key(), written.value(), written.headers());
  }

  private static CloudEvent cloudEvent(PublicEvent event) {
    return CloudEventBuilder.v1()
        .withId(event.id())
        .withSource(SOURCE)
        .withType(event.type().wireName())
        .withSubject(event.subject())
        .withTime(event.time().atOffset(ZoneOffset.UTC))
        .withDataSchema(URI.create(event.type().schema()))
        .withDataContentType("application/json")
        .withExtension("tenantid", event.tenant().value())
        .withExtension("mailboxid", event.mailbox().value())
        .withExtension("revision", event.revision().toString())
        .withExtension("origin", event.origin().wireName())
        .withData(event.data().getBytes(StandardCharsets.UTF_8))
        .build();
  }
}
