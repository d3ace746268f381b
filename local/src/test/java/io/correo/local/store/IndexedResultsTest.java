package io.correo.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is asked, a collection with indexes gives the same documents as one without.
class IndexedResultsTest {
  private static final List<Document> INDEXES =
      List.of(
          new Document("tenant", 1).append("mailbox", 1).append("date", -1).append("_id", -1),
          new Document("tenant", 1).append("labels", 1).append("date", -1),
          new Document("mailbox", 1).append("unread", 1),
          new Document("date", 1),
          new Document("people.address", 1).append("date", 1),
          new Document("size", -1).append("mailbox", 1),
          new Document("labels", 1).append("size", 1));

  private static StoreEngine engine;
  private static MongoClient client;

  @BeforeAll
  static void start() {
    engine = StoreEngine.start(0);
    client = MongoClients.create("mongodb://localhost:" + engine.port());
  }

  @AfterAll
  static void stop() {
    client.close();
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void areThoseOfAScan(long seed) {
    var random = new Random(seed);
    var indexed = client.getDatabase("indexed").getCollection("c" + seed);
    var plain = client.getDatabase("plain").getCollection("c" + seed);
    indexed.createIndex(new Document("code", 1), new IndexOptions().unique(true).sparse(true));
    INDEXES.forEach(indexed::createIndex);
    plain.createIndex(new Document("code", 1), new IndexOptions().unique(true).sparse(true));
    for (var i = 0; i < 250; i++) {
      var document = document(random, i);
      indexed.insertOne(document);
      plain.insertOne(document);
    }

    for (var i = 0; i < 400; i++) {
      if (i % 4 == 0) change(random, indexed, plain);
      var query = query(random);
      var sort = random.nextInt(3) == 0 ? null : sort(random);
      var limit = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(20);
      var skip = sort == null ? 0 : random.nextInt(4);

      var expected = found(plain.find(query).sort(sort).skip(skip).limit(limit));
      var actual = found(indexed.find(query).sort(sort).skip(skip).limit(limit));

      var asked = seed + ": " + query.toJson() + " sort " + sort + " limit " + limit;
      assertThat(indexed.countDocuments(query)).as(asked).isEqualTo(plain.countDocuments(query));
      if (sort == null) {
        assertThat(actual).as(asked).hasSameSizeAs(expected).doesNotHaveDuplicates();
        var all = new HashSet<>(found(plain.find(query)));
        assertThat(all).as(asked).containsAll(actual);
      } else {
        assertThat(actual).as(asked).isEqualTo(expected);
      }
    }
    assertThat(found(indexed.find().sort(new Document("_id", 1))))
        .isEqualTo(found(plain.find().sort(new Document("_id", 1))));
  }

  private static List<Document> found(FindIterable<Document> results) {
    return results.into(new ArrayList<>());
  }

  private static void change(
      Random random, MongoCollection<Document> indexed, MongoCollection<Document> plain) {
    var id = new Document("_id", "m" + random.nextInt(260));
    switch (random.nextInt(5)) {
      case 0 -> List.of(indexed, plain).forEach(c -> c.deleteOne(id));
      case 1 -> {
        var document = document(random, random.nextInt(260)).append("_id", id.get("_id"));
        document.remove("code");
        for (var c : List.of(indexed, plain)) {
          c.replaceOne(id, document, new ReplaceOptions().upsert(true));
        }
      }
      case 2 -> {
        var change = new Document("$set", new Document("date", date(random)));
        var query = new Document("mailbox", "b" + random.nextInt(4)).append("unread", true);
        assertThat(indexed.updateMany(query, change)).isEqualTo(plain.updateMany(query, change));
      }
      case 3 -> {
        var change = new Document("$addToSet", new Document("labels", label(random)));
        var query = new Document(id).append("labels", new Document("$type", "array"));
        assertThat(indexed.updateOne(query, change)).isEqualTo(plain.updateOne(query, change));
      }
      default -> {
        var change =
            new Document("$inc", new Document("size", 1))
                .append("$unset", new Document("unread", 1));
        var query = new Document(id).append("size", new Document("$lt", 5));
        assertThat(indexed.findOneAndUpdate(query, change))
            .isEqualTo(plain.findOneAndUpdate(query, change));
      }
    }
  }

  private static Document document(Random random, int number) {
    var document = new Document("_id", "m" + number);
    if (random.nextInt(10) > 0) document.append("tenant", "t" + random.nextInt(2));
    document.append("mailbox", random.nextInt(10) == 0 ? null : "b" + random.nextInt(4));
    if (random.nextInt(8) > 0) document.append("date", date(random));
    if (random.nextInt(3) == 0) document.append("code", "code" + number);
    if (random.nextBoolean()) document.append("unread", random.nextBoolean());
    switch (random.nextInt(5)) {
      case 0 -> {}
      case 1 -> document.append("labels", label(random));
      case 2 -> document.append("labels", List.of());
      default -> document.append("labels", labels(random));
    }
    switch (random.nextInt(4)) {
      case 0 -> document.append("size", random.nextInt(10));
      case 1 -> document.append("size", (long) random.nextInt(10));
      case 2 -> document.append("size", random.nextInt(20) / 2.0);
      default -> document.append("size", random.nextInt(5) == 0 ? "unknown" : null);
    }
    var people = new ArrayList<Document>();
    for (var i = random.nextInt(3); i > 0; i--) {
      var person = new Document("name", "n" + random.nextInt(3));
      if (random.nextInt(4) > 0) person.append("address", address(random));
      people.add(person);
    }
    if (random.nextInt(5) > 0) document.append("people", people);
    return document;
  }

  private static Document query(Random random) {
    var query = new Document();
    for (var i = 1 + random.nextInt(3); i > 0; i--) condition(random, query);
    switch (random.nextInt(8)) {
      case 0 -> query = new Document("$and", List.of(query, condition(random, new Document())));
      case 1 ->
          query.append(
              "$or", List.of(condition(random, new Document()), condition(random, new Document())));
      case 2 -> {
        var date = date(random);
        query.append(
            "$or",
            List.of(
                new Document("date", new Document("$lt", date)),
                new Document("date", date)
                    .append("_id", new Document("$lt", "m" + random.nextInt(260)))));
      }
      default -> {}
    }
    return query;
  }

  private static Document condition(Random random, Document query) {
    return switch (random.nextInt(16)) {
      case 0 -> query.append("tenant", "t" + random.nextInt(2));
      case 1 -> query.append("mailbox", "b" + random.nextInt(4));
      case 2 -> query.append("mailbox", new Document("$in", List.of("b0", "b2", "b9")));
      case 3 -> query.append("date", new Document("$lt", date(random)));
      case 4 ->
          query.append("date", new Document("$gte", date(random)).append("$lt", date(random)));
      case 5 -> query.append("labels", label(random));
      case 6 -> query.append("labels", new Document("$in", List.of(label(random), label(random))));
      case 7 -> query.append("people.address", address(random));
      case 8 -> query.append("size", new Document("$gt", random.nextInt(8)).append("$lte", 8.5));
      case 9 -> query.append("size", random.nextInt(10));
      case 10 -> query.append("mailbox", null);
      case 11 ->
          query.append("_id", new Document("$in", List.of("m1", "m7", "m" + random.nextInt(260))));
      case 12 -> query.append("code", "code" + random.nextInt(260));
      case 13 ->
          query.append(
              "people",
              new Document(
                  "$elemMatch", new Document("address", address(random)).append("name", "n1")));
      case 14 ->
          query.append("labels", new Document("$gt", label(random)).append("$lt", label(random)));
      default -> query.append("unread", new Document("$ne", true));
    };
  }

  /// Ends with `_id`, so that there is one right order; never by an array, which the server sorts
  /// differently at every attempt when it is empty.
  private static Document sort(Random random) {
    var sort = new Document();
    var fields = new ArrayList<>(List.of("tenant", "mailbox", "date", "size"));
    fields.sort(Comparator.comparing(_ -> random.nextInt()));
    for (var i = random.nextInt(3); i > 0; i--) {
      sort.append(fields.removeFirst(), random.nextBoolean() ? 1 : -1);
    }
    return sort.append("_id", random.nextBoolean() ? 1 : -1);
  }

  private static Date date(Random random) {
    return Date.from(Instant.parse("2026-11-01T00:00:00Z").plusSeconds(random.nextInt(40)));
  }

  private static List<String> labels(Random random) {
    var labels = new ArrayList<String>();
    for (var i = 1 + random.nextInt(3); i > 0; i--) labels.add(label(random));
    return labels;
  }

  private static String label(Random random) {
    return String.valueOf((char) ('a' + random.nextInt(4)));
  }

  private static String address(Random random) {
    return "p" + random.nextInt(5) + "@acme.example";
  }
}
