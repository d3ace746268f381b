package io.correo.compose.template;

import io.correo.events.DirectoryRecord;
import io.correo.service.messaging.DeadLetters;
import io.correo.service.messaging.RecordBatches;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class DirectoryIn {
  @Bean // topic crm.directory
  Consumer<Message<List<Object>>> copyDirectory(
      Directory directory, JsonMapper json, DeadLetters deadLetters) {
    return new RecordBatches<>(
            DirectoryRecord.class,
            json,
            deadLetters,
            (key, records) ->
                records.forEach(
                    entry -> {
                      var record = entry.value();
                      if (record == null) directory.remove(key);
                      else directory.accept(record);
                    }))
        .withTombstones();
  }
}
