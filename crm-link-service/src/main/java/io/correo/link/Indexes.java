package io.correo.link;

import org.bson.Document;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// Every index, in one place: what is queried is listed here.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Indexes implements ApplicationRunner {
  private final MongoTemplate mongo;

  Indexes(MongoTemplate mongo) {
    this.mongo = mongo;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    // Who has this address or domain; contacts of an account; completion by name.
    index("records", new Document("tenant", 1).append("keys", 1));
    index("records", new Document("tenant", 1).append("accounts", 1).append("type", 1));
    index("records", new Document("tenant", 1).append("type", 1).append("label", 1));
    // A thread's messages; messages an address takes part in; what is waiting to be published.
    index("decisions", new Document("tenant", 1).append("thread", 1));
    index("decisions", new Document("tenant", 1).append("participants", 1));
    index("decisions", new Document("mailbox", 1));
    index("decisions", new Document("unpublished", 1));
    // Which addresses and domains are our own.
    index("mailboxes", new Document("tenant", 1).append("addresses", 1));
    index("mailboxes", new Document("tenant", 1).append("domain", 1));
    index("reviews", new Document("tenant", 1).append("answered", 1).append("address", 1));
  }

  private void index(String collection, Document keys) {
    mongo.getCollection(collection).createIndex(keys);
  }
}
