package io.correo.compose.account;

import io.correo.events.ConnectedMailbox;
import io.correo.service.messaging.DeadLetters;
import io.correo.service.messaging.RecordBatches;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AccountsIn {
  @Bean // topic mail.accounts
  Consumer<Message<List<Object>>> copyAccounts(
      Mailboxes mailboxes, JsonMapper json, DeadLetters deadLetters) {
    return new RecordBatches<>(
            ConnectedMailbox.class,
            json,
            deadLetters,
            (_, records) ->
                records.forEach(
                    entry -> {
                      var mailbox = entry.value();
                      if (mailbox != null) mailboxes.accept(mailbox);
                    }))
        .withTombstones();
  }
}
