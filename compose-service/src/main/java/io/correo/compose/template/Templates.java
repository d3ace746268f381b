package io.correo.compose.template;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.correo.compose.store.Database;
import io.correo.compose.store.Documents;
import io.correo.events.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The templates of all tenants.
@Repository
class Templates {
  private final MongoCollection<Document> collection;
  private final Documents documents;

  Templates(Database database, Documents documents) {
    this.collection = database.collection(Database.TEMPLATES);
    this.documents = documents;
  }

  void save(Template template) {
    var document =
        documents
            .of(template.id(), template)
            .append("tenant", template.tenant().value())
            .append("name", template.name());
    collection.replaceOne(
        Filters.eq("_id", template.id()), document, new ReplaceOptions().upsert(true));
  }

  @Nullable Template find(TenantId tenant, String id) {
    var found = collection.find(Filters.eq("_id", id)).first();
    if (found == null || !tenant.value().equals(found.getString("tenant"))) return null;
    return documents.as(Template.class, found);
  }

  /// By name.
  ///
  /// @param after name of the last one shown; null from the beginning
  List<Template> list(TenantId tenant, @Nullable String after, int max) {
    var ofTenant = Filters.eq("tenant", tenant.value());
    return collection
        .find(after == null ? ofTenant : Filters.and(ofTenant, Filters.gt("name", after)))
        .sort(Sorts.ascending("name"))
        .limit(max)
        .map(found -> documents.as(Template.class, found))
        .into(new ArrayList<>());
  }

  void remove(String id) {
    collection.deleteOne(Filters.eq("_id", id));
  }
}
