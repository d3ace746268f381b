package io.correo.local.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;

/// Opens databases, and answers `hello`, which drivers and health checks greet with.
final class StoreBackend extends AbstractMongoBackend {
  StoreBackend() {
    version(ServerVersion.MONGO_5_0);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new StoreDatabase(name, getCursorRegistry());
  }

  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    if (!command.equalsIgnoreCase("hello")) {
      return super.handleCommand(channel, database, command, query);
    }
    return super.handleCommand(channel, database, "ismaster", query)
        .append("isWritablePrimary", true)
        .append("helloOk", true);
  }
}
