package io.correo.sync.storage;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StorageConfiguration {
  @Bean
  MongoDatabase database(MongoClient client, @Value("${correo.sync.database}") String name) {
    return client.getDatabase(name);
  }
}
