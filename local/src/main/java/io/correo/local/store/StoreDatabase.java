package io.correo.local.store;

import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A database whose indexes are real. It refuses what it cannot keep, rather than ignore it.
final class StoreDatabase extends AbstractSynchronizedMongoDatabase<Integer> {
  private static final int CANNOT_CREATE_INDEX = 67;

  /// MongoDB's own, where the client does not say.
  private static final int FIRST_BATCH = 101;

  StoreDatabase(String name, CursorRegistry cursors) {
    super(name, cursors);
    initializeNamespacesAndIndexes();
  }

  @Override
  public Document handleCommand(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    if (command.equalsIgnoreCase("createIndexes")) refusePartial(query);
    if (command.equalsIgnoreCase("find")) query.putIfAbsent("batchSize", FIRST_BATCH);
    if (command.equalsIgnoreCase("aggregate")
        && query.get("pipeline") instanceof List<?> stages
        && resolveCollection(String.valueOf(query.get(command)), false)
            instanceof StoreCollection collection) {
      var start = start(stages);
      if (start != null) {
        return collection.narrowed(
            start, () -> super.handleCommand(channel, command, query, databases, oplog));
      }
    }
    return super.handleCommand(channel, command, query, databases, oplog);
  }

  /// What an aggregation begins with, as a query: `$match`, or `$match`, `$sort`, `$limit`. The
  /// stages run all the same, over what the query found.
  private static @Nullable QueryParameters start(List<?> stages) {
    if (!(stage(stages, 0, "$match") instanceof Document match)) return null;
    var query = new Document("$query", match);
    var limit = 0;
    if (stage(stages, 1, "$sort") instanceof Document sort
        && stage(stages, 2, "$limit") instanceof Number first) {
      query.append("$orderby", sort);
      limit = first.intValue();
    }
    return new QueryParameters(query, 0, limit);
  }

  private static @Nullable Object stage(List<?> stages, int number, String operator) {
    return stages.size() > number && stages.get(number) instanceof Document stage
        ? stage.get(operator)
        : null;
  }

  private static void refusePartial(Document command) {
    if (!(command.get("indexes") instanceof List<?> indexes)) return;
    for (var index : indexes) {
      if (index instanceof Document document && document.containsKey("partialFilterExpression")) {
        throw new MongoServerError(
            CANNOT_CREATE_INDEX, "CannotCreateIndex", "the local store has no partial indexes");
      }
    }
  }

  @Override
  protected StoreCollection openOrCreateCollection(String name, CollectionOptions options) {
    return new StoreCollection(this, name, options, cursorRegistry);
  }

  @Override
  protected Index<Integer> openOrCreateUniqueIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return new UniqueIndex(name, keys, sparse);
  }

  @Override
  protected Index<Integer> openOrCreateSecondaryIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return new SecondaryIndex(name, keys, sparse);
  }

  @Override
  protected long getStorageSize() {
    return 0;
  }

  @Override
  protected long getFileSize() {
    return 0;
  }
}
