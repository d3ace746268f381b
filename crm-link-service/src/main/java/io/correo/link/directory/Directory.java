package io.correo.link.directory;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.correo.events.DirectoryRecord;
import io.correo.events.Json;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/// The collection `records`: one document per CRM record, with what it is found by.
@Repository
public class Directory {
  static final String COLLECTION = "records";

  private final MongoTemplate mongo;

  Directory(MongoTemplate mongo) {
    this.mongo = mongo;
  }

  /// Keeps the newer of what is stored and what comes.
  ///
  /// @return what was stored before; null for a new record
  public @Nullable DirectoryRecord put(DirectoryRecord record) {
    var before = find(record.tenant(), record.ref());
    if (before != null && before.updatedAt().isAfter(record.updatedAt())) return before;
    var document =
        new Document("_id", record.key())
            .append("tenant", record.tenant().value())
            .append("type", record.type())
            .append("keys", keys(record))
            .append("accounts", record.accounts())
            .append("words", SearchWords.of(record))
            .append("label", record.label())
            .append("record", Json.mapper().writeValueAsString(record));
    mongo
        .getCollection(COLLECTION)
        .replaceOne(Filters.eq("_id", record.key()), document, new ReplaceOptions().upsert(true));
    return before;
  }

  /// @param key as in [DirectoryRecord#key()]
  public void remove(String key) {
    mongo.remove(query(where("_id").is(key)), COLLECTION);
  }

  public @Nullable DirectoryRecord find(TenantId tenant, RecordRef ref) {
    var document = mongo.findById(DirectoryRecord.key(tenant, ref), Document.class, COLLECTION);
    return document == null ? null : read(document);
  }

  /// Accounts and contacts known by one of these addresses or domains.
  ///
  /// @param keys lower-case addresses, and `@domain` for domains
  public List<DirectoryRecord> knownBy(TenantId tenant, Collection<String> keys) {
    if (keys.isEmpty()) return List.of();
    return read(query(where("tenant").is(tenant.value()).and("keys").in(keys)));
  }

  public List<DirectoryRecord> findAll(TenantId tenant, Collection<RecordRef> refs) {
    var ids = refs.stream().map(ref -> DirectoryRecord.key(tenant, ref)).toList();
    if (ids.isEmpty()) return List.of();
    return read(query(where("_id").in(ids)));
  }

  /// Contacts of an account, the primary one first.
  public List<DirectoryRecord> contactsOf(TenantId tenant, String account) {
    var contacts =
        read(
            query(
                where("tenant")
                    .is(tenant.value())
                    .and("accounts")
                    .is(account)
                    .and("type")
                    .is(RecordRef.CONTACT)));
    return contacts.stream()
        .sorted(
            java.util.Comparator.comparing(DirectoryRecord::primary)
                .reversed()
                .thenComparing(DirectoryRecord::label))
        .toList();
  }

  /// Records of a type whose name or address begins with every word typed, by name.
  public List<DirectoryRecord> search(TenantId tenant, String type, String typed, int limit) {
    var criteria = where("tenant").is(tenant.value()).and("type").is(type);
    var words =
        SearchWords.of(typed).stream()
            .map(word -> where("words").regex("^" + java.util.regex.Pattern.quote(word)))
            .toList();
    if (!words.isEmpty()) criteria = criteria.andOperator(words);
    return read(query(criteria).with(Sort.by("label")).limit(limit));
  }

  /// What a record is found by in mail.
  public static Set<String> keys(DirectoryRecord record) {
    var keys = new LinkedHashSet<String>();
    for (var address : record.addresses()) {
      keys.add(address.strip().toLowerCase(java.util.Locale.ROOT));
    }
    for (var domain : record.domains()) {
      keys.add("@" + domain.strip().toLowerCase(java.util.Locale.ROOT));
    }
    return keys;
  }

  private List<DirectoryRecord> read(org.springframework.data.mongodb.core.query.Query query) {
    var records = new ArrayList<DirectoryRecord>();
    for (var document : mongo.find(query, Document.class, COLLECTION)) records.add(read(document));
    return records;
  }

  private static DirectoryRecord read(Document document) {
    return Json.mapper().readValue(document.getString("record"), DirectoryRecord.class);
  }
}
