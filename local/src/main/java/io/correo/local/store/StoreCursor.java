package io.correo.local.store;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/// The rest of a result, handed out in batches also to who does not say how large.
final class StoreCursor extends AbstractCursor {
  private static final int USUAL = 1000;

  private List<Document> rest;

  StoreCursor(long id, List<Document> rest) {
    super(id);
    this.rest = rest;
  }

  @Override
  public synchronized boolean isEmpty() {
    return rest.isEmpty();
  }

  @Override
  public synchronized List<Document> takeDocuments(int wanted) {
    var count = Math.min(wanted > 0 ? wanted : USUAL, rest.size());
    var taken = rest.subList(0, count);
    rest = rest.subList(count, rest.size());
    return taken;
  }
}
