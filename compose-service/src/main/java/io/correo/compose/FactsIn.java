package io.correo.compose;

import io.correo.compose.draft.DraftFacts;
import io.correo.compose.send.Sends;
import io.correo.events.MailFact;
import io.correo.service.messaging.DeadLetters;
import io.correo.service.messaging.RecordBatches;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class FactsIn {
  @Bean // topic mail.changes
  Consumer<Message<List<Object>>> followDrafts(
      DraftFacts drafts, Sends sends, JsonMapper json, DeadLetters deadLetters) {
    return new RecordBatches<>(
        MailFact.class,
        json,
        deadLetters,
        (_, records) ->
            records.forEach(
                entry -> {
                  var fact = entry.value();
                  if (fact == null) return;
                  drafts.take(fact);
                  if (fact instanceof MailFact.MailboxErased erased) {
                    sends.eraseMailbox(erased.mailbox());
                  }
                }));
  }
}
