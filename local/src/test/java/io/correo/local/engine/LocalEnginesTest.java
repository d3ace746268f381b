package io.correo.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class LocalEnginesTest {
  @Test
  void startsEachEngineOnceAndOnlyWhenAsked() {
    var first = LocalEngines.settings(Engine.STORE, Engine.BROKER);

    assertThat(first).containsOnlyKeys("MONGODB_URI", "KAFKA_BOOTSTRAP_SERVERS");
    assertThat(LocalEngines.store()).isEqualTo(first.get("MONGODB_URI"));
    assertThat(LocalEngines.broker()).isEqualTo(first.get("KAFKA_BOOTSTRAP_SERVERS"));
  }

  @Test
  void storesDocuments() {
    try (var client = MongoClients.create(LocalEngines.store())) {
      var people = client.getDatabase("engines_test").getCollection("people");
      people.insertOne(new Document("_id", "ana").append("age", 41));

      assertThat(people.find(new Document("age", 41)).first()).containsEntry("_id", "ana");
    }
  }

  @Test
  void hasCorreosTopicsCompactedWhereTheyAre() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", LocalEngines.broker()))) {
      assertThat(admin.listTopics().names().get())
          .contains("mail.changes", "mail.accounts", "crm.directory", "crm.email-events");

      var accounts = new ConfigResource(ConfigResource.Type.TOPIC, "mail.accounts");
      var settings = admin.describeConfigs(List.of(accounts)).all().get().get(accounts);
      assertThat(settings.get("cleanup.policy").value()).isEqualTo("compact");
    }
  }

  @Test
  void createsATopicWhenItIsFirstWrittenTo() throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", LocalEngines.broker());
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      var record = new ProducerRecord<>("engines-test.first", "key", "value");

      assertThat(producer.send(record).get().topic()).isEqualTo("engines-test.first");
    }
  }

  @Test
  void findsWhatWasIndexed() throws Exception {
    var node = LocalEngines.search();
    try (var http = HttpClient.newHttpClient()) {
      http.send(
          HttpRequest.newBuilder(URI.create(node + "/engines-test/_doc/1?refresh=true"))
              .header("content-type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofString("{\"subject\":\"Offer for Acme\"}"))
              .build(),
          BodyHandlers.discarding());

      var found =
          http.send(
              HttpRequest.newBuilder(URI.create(node + "/engines-test/_search?q=subject:acme"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(found.body()).contains("Offer for Acme");
    }
  }

  @Test
  void prefersServersNamedByTheEnvironment() {
    var given = LocalEngines.given(Map.of("MONGODB_URI", "mongodb://db", "OPENSEARCH_URI", " "));

    assertThat(given).isEqualTo(Map.of(Engine.STORE, "mongodb://db"));
  }
}
