package io.correo.mailbox.store;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.stereotype.Component;

/// Every index this service's queries use, created at start. `_id` has its own.
@Component
public class Indexes {

  /// Keys by collection; a leading `-` is descending.
  private static final Map<String, List<List<String>>> KEYS =
      Map.ofEntries(
          Map.entry(Collections.MAILBOXES, List.of(List.of("tenant", "members"))),
          Map.entry(
              Collections.MESSAGES,
              List.of(
                  // All of a mailbox, in steps.
                  List.of("mailbox", "_id"),
                  // A conversation's messages, in order.
                  List.of("thread", "date"),
                  // Counters, and selections of a folder, newest first.
                  List.of("mailbox", "places", "-date", "-_id"),
                  // The message a bounce or an answer speaks of.
                  List.of("mailbox", "rfc"),
                  // Actions laid over facts.
                  List.of("mailbox", "overlaid"),
                  // Public events not yet published.
                  List.of("outbox"))),
          Map.entry(
              Collections.THREADS,
              List.of(
                  List.of("mailbox", "views", "-date", "-_id"),
                  List.of("mailbox", "-draftDate", "-_id"),
                  List.of("mailbox", "recordKeys", "-date", "-_id"),
                  List.of("tenant", "recordKeys", "-date", "-_id"),
                  List.of("tenant", "addresses", "-date", "-_id"),
                  List.of("stale", "raisedAt"),
                  // What was chosen for a conversation alone: of a mailbox, and not yet told.
                  List.of("mailbox", "visibilityChosen", "_id"),
                  List.of("visibilityUntold"))),
          Map.entry(Collections.FOLDERS, List.of(List.of("mailbox"))),
          Map.entry(Collections.CLIENT_REFS, List.of(List.of("mailbox"))),
          Map.entry(Collections.OPERATIONS, List.of(List.of("state", "createdAt"))),
          Map.entry(
              Collections.OPERATION_ITEMS,
              List.of(
                  List.of("mailbox", "state", "seq"),
                  List.of("operation", "seq"),
                  List.of("operation", "state"))),
          Map.entry(Collections.ACTION_WORK, List.of(List.of("wanted", "nextAt"))),
          Map.entry(
              Collections.ACCESS_REQUESTS,
              List.of(
                  List.of("mailbox"),
                  List.of("tenant", "mailbox", "-createdAt"),
                  List.of("tenant", "user", "-createdAt"))));

  public Indexes(MongoDatabase database) {
    KEYS.forEach(
        (collection, indexes) ->
            database
                .getCollection(collection)
                .createIndexes(indexes.stream().map(Indexes::model).toList()));
  }

  private static IndexModel model(List<String> keys) {
    var document = new Document();
    for (var key : keys) {
      var descending = key.startsWith("-");
      document.append(descending ? key.substring(1) : key, descending ? -1 : 1);
    }
    return new IndexModel(document, new IndexOptions().name(String.join("_", keys)));
  }

  /// The keys of a collection's indexes, in order: for the test that every query is covered.
  static List<List<String>> keys(String collection) {
    return KEYS.getOrDefault(collection, List.of()).stream()
        .map(
            keys ->
                Arrays.asList(
                    keys.stream().map(k -> k.replaceFirst("^-", "")).toArray(String[]::new)))
        .toList();
  }
}
