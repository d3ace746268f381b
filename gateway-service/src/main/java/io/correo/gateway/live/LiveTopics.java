package io.correo.gateway.live;

import io.correo.events.ConnectedMailbox;
import io.correo.events.OutgoingMail;
import io.correo.events.ViewChange;
import io.correo.service.messaging.DeadLetters;
import io.correo.service.messaging.RecordBatches;
import io.correo.service.messaging.RecordBatches.Entry;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import tools.jackson.databind.json.JsonMapper;

/// Which topics become live events. Every gateway reads all of them, from now on; memberships from
/// the beginning.
@Configuration(proxyBeanMethods = false)
class LiveTopics {
  private final LiveTranslation translation;
  private final JsonMapper json;
  private final DeadLetters deadLetters;

  LiveTopics(LiveTranslation translation, JsonMapper json, DeadLetters deadLetters) {
    this.translation = translation;
    this.json = json;
    this.deadLetters = deadLetters;
  }

  @Bean // mail.view
  Consumer<Message<List<Object>>> liveView() {
    return new RecordBatches<>(
        ViewChange.class, json, deadLetters, (_, entries) -> values(entries, translation::view));
  }

  @Bean // mail.outgoing
  Consumer<Message<List<Object>>> liveOutgoing() {
    return new RecordBatches<>(
        OutgoingMail.class, json, deadLetters, (_, entries) -> values(entries, translation::send));
  }

  @Bean // mail.accounts
  Consumer<Message<List<Object>>> liveAccounts() {
    return new RecordBatches<>(
            ConnectedMailbox.class,
            json,
            deadLetters,
            (_, entries) -> values(entries, translation::mailbox))
        .withTombstones();
  }

  private static <T> void values(List<Entry<T>> entries, Consumer<T> each) {
    for (var entry : entries) {
      var value = entry.value();
      if (value != null) each.accept(value);
    }
  }
}
