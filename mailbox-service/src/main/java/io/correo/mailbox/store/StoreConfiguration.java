package io.correo.mailbox.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one database of this service.
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  @Bean
  MongoDatabase database(MongoClient client, @Value("${correo.mailbox.database}") String name) {
    return client.getDatabase(name);
  }
}
