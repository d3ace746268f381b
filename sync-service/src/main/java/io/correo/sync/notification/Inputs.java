package io.correo.sync.notification;

import io.correo.events.Notice;
import io.correo.events.OutgoingMail;
import io.correo.service.messaging.DeadLetters;
import io.correo.service.messaging.RecordBatches;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import tools.jackson.databind.json.JsonMapper;

/// Topics `mail.notifications` and `mail.outgoing`, group `sync-service`: see sync-service.yaml.
@Configuration(proxyBeanMethods = false)
class Inputs {
  @Bean
  Consumer<Message<List<Object>>> notices(JsonMapper json, DeadLetters deadLetters, Waking waking) {
    return new RecordBatches<>(Notice.class, json, deadLetters, waking::notices);
  }

  @Bean
  Consumer<Message<List<Object>>> outgoing(
      JsonMapper json, DeadLetters deadLetters, Waking waking) {
    return new RecordBatches<>(OutgoingMail.class, json, deadLetters, waking::outgoing);
  }
}
