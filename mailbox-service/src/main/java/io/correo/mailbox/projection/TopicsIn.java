package io.correo.mailbox.projection;

import io.correo.events.ConnectedMailbox;
import io.correo.events.LinkDecision;
import io.correo.events.MailFact;
import io.correo.events.OutgoingMail;
import io.correo.service.messaging.DeadLetters;
import io.correo.service.messaging.RecordBatches;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import tools.jackson.databind.json.JsonMapper;

/// What this service reads: see mailbox-service.yaml for topics and groups.
@Configuration(proxyBeanMethods = false)
class TopicsIn {

  /// Topic mail.changes.
  @Bean
  Consumer<Message<List<Object>>> changes(
      FactProjection projection, JsonMapper json, DeadLetters deadLetters) {
    return new RecordBatches<>(
            MailFact.class, json, deadLetters, (_, facts) -> projection.apply(facts))
        .keeping(MailFact::remains);
  }

  /// Topic mail.backfill: a reader of its own, so that imports never delay new mail.
  @Bean
  Consumer<Message<List<Object>>> backfill(
      FactProjection projection, JsonMapper json, DeadLetters deadLetters) {
    return new RecordBatches<>(
            MailFact.class, json, deadLetters, (_, facts) -> projection.apply(facts))
        .keeping(MailFact::remains);
  }

  /// Topic mail.accounts.
  @Bean
  Consumer<Message<List<Object>>> accounts(
      AccountProjection projection, JsonMapper json, DeadLetters deadLetters) {
    return new RecordBatches<>(
            ConnectedMailbox.class, json, deadLetters, (_, records) -> projection.apply(records))
        .withTombstones();
  }

  /// Topic mail.outgoing.
  @Bean
  Consumer<Message<List<Object>>> outgoing(
      SendProjection projection, JsonMapper json, DeadLetters deadLetters) {
    return new RecordBatches<>(
        OutgoingMail.class, json, deadLetters, (_, sends) -> projection.apply(sends));
  }

  /// Topic mail.links.
  @Bean
  Consumer<Message<List<Object>>> links(
      LinkProjection projection, JsonMapper json, DeadLetters deadLetters) {
    return new RecordBatches<>(
        LinkDecision.class, json, deadLetters, (_, links) -> projection.apply(links));
  }
}
