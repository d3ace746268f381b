package io.correo.compose.send;

import io.correo.events.OutgoingMail;
import io.correo.events.Topics;
import io.correo.service.messaging.Outage;
import io.correo.service.messaging.Publisher;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;

@Component
class KafkaOutgoingTopic implements OutgoingTopic {
  private final Publisher publisher;

  KafkaOutgoingTopic(Publisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public void publish(OutgoingMail step) {
    try {
      publisher.send(Topics.OUTGOING, step.mailbox().value(), step).join();
    } catch (CompletionException down) {
      throw new Outage("mail.outgoing did not take a step", down);
    }
  }
}
