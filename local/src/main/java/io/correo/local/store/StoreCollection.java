package io.correo.local.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The documents of a collection, each at a position that it keeps for life.
///
/// A stored document is never changed: an update works on a copy and puts it in place. So what a
/// query found can be sent to the client after the collection's lock is released.
final class StoreCollection extends AbstractSynchronizedMongoCollection<Integer> {
  private final List<@Nullable Document> documents = new ArrayList<>();
  private final ArrayDeque<Integer> free = new ArrayDeque<>();
  private final ThreadLocal<@Nullable QueryParameters> narrowed = new ThreadLocal<>();

  /// Guarded by the collection's lock: the query that runs belongs to an update.
  private boolean updating;

  private boolean updatingOne;

  StoreCollection(
      MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
    super(database, name, options, cursors);
  }

  @Override
  protected synchronized QueryResult queryDocuments(
      Document query,
      @Nullable Document orderBy,
      int skip,
      int limit,
      int batch,
      @Nullable Document fields) {
    if (updating) return copies(find(query, orderBy, skip, updatingOne ? 1 : limit, 0, fields));
    return find(query, orderBy, skip, limit, batch, fields);
  }

  private QueryResult find(
      Document query,
      @Nullable Document orderBy,
      int skip,
      int limit,
      int batch,
      @Nullable Document fields) {
    var plan =
        isNaturalDescending(orderBy)
            ? null
            : new Planner(getIndexes()).plan(query, orderBy, limit > 0);
    if (plan == null) return matchDocuments(query, orderBy, skip, limit, batch, fields);
    var found =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(plan.positions(), 0), false)
            .map(this::getDocument);
    var order = plan.sorted() ? null : deriveComparator(orderBy);
    return matchDocumentsFromStream(query, found, skip, limit, batch, order, fields);
  }

  @Override
  protected QueryResult matchDocuments(
      Document query,
      @Nullable Document orderBy,
      int skip,
      int limit,
      int batch,
      @Nullable Document fields) {
    var backwards = isNaturalDescending(orderBy);
    var all =
        IntStream.range(0, documents.size())
            .mapToObj(i -> documents.get(backwards ? documents.size() - 1 - i : i))
            .filter(document -> document != null);
    return matchDocumentsFromStream(all, query, orderBy, skip, limit, batch, fields);
  }

  private static QueryResult copies(QueryResult found) {
    var copies = new ArrayList<Document>();
    for (var document : found) copies.add(document.clone());
    return new QueryResult(copies);
  }

  @Override
  public synchronized Document updateDocuments(
      Document selector,
      Document update,
      ArrayFilters filters,
      boolean multi,
      boolean upsert,
      Oplog oplog) {
    updating = true;
    updatingOne = !multi;
    try {
      return super.updateDocuments(selector, update, filters, multi, upsert, oplog);
    } finally {
      updating = false;
      updatingOne = false;
    }
  }

  @Override
  public synchronized Document findAndModify(Document query) {
    updating = true;
    updatingOne = true;
    try {
      return super.findAndModify(query);
    } finally {
      updating = false;
      updatingOne = false;
    }
  }

  @Override
  protected void handleUpdate(Integer position, Document old, Document changed) {
    documents.set(position, changed);
  }

  @Override
  public synchronized void addIndex(Index<Integer> index) {
    super.addIndex(index);
  }

  @Override
  public synchronized void dropIndex(String name) {
    super.dropIndex(name);
  }

  @Override
  public synchronized int count(Document query, int skip, int limit) {
    return super.count(query, skip, limit);
  }

  @Override
  public synchronized int count() {
    return documents.size() - free.size();
  }

  /// Runs an aggregation whose first stages are the given query, so that it need not read
  /// everything.
  <T> T narrowed(QueryParameters query, Supplier<T> aggregation) {
    narrowed.set(query);
    try {
      return aggregation.get();
    } finally {
      narrowed.remove();
    }
  }

  /// What an aggregation reads first.
  @Override
  public Stream<Document> queryAllAsStream() {
    var query = narrowed.get();
    if (query == null) return super.queryAllAsStream();
    narrowed.remove(); // a look-up into the same collection, further down the pipeline, reads all
    return StreamSupport.stream(handleQuery(query).spliterator(), false);
  }

  @Override
  protected Cursor createCursor(List<Document> rest) {
    var cursor = new StoreCursor(cursorRegistry.generateCursorId(), rest);
    cursorRegistry.add(cursor);
    return cursor;
  }

  @Override
  protected Integer addDocumentInternal(Document document) {
    var position = free.poll();
    if (position == null) {
      documents.add(document);
      return documents.size() - 1;
    }
    documents.set(position, document);
    return position;
  }

  @Override
  protected void removeDocument(Integer position) {
    documents.set(position, null);
    free.add(position);
  }

  @Override
  protected Document getDocument(Integer position) {
    return Objects.requireNonNull(documents.get(position));
  }

  @Override
  protected @Nullable Integer findDocumentPosition(Document document) {
    var position = documents.indexOf(document);
    return position < 0 ? null : position;
  }

  @Override
  protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
    return IntStream.range(0, documents.size())
        .filter(position -> documents.get(position) != null)
        .mapToObj(position -> new DocumentWithPosition<>(getDocument(position), position));
  }

  /// Sizes are only for statistics, and measuring them would cost more than storing.
  @Override
  protected boolean tracksDataSize() {
    return false;
  }

  @Override
  protected void updateDataSize(int difference) {}

  @Override
  protected int getDataSize() {
    return 0;
  }
}
