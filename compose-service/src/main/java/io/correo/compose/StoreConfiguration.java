package io.correo.compose;

import com.mongodb.client.MongoClient;
import io.correo.compose.store.Database;
import io.correo.compose.store.Documents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
  @Bean
  Database database(MongoClient client, ComposeSettings settings) {
    return new Database(client, settings.database());
  }

  @Bean
  Documents documents(JsonMapper json) {
    return new Documents(json);
  }
}
