package io.correo.link.sharing;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.correo.events.Json;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import java.util.Locale;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/// The collection `sharing`: the rules of a tenant, and each user's own.
@Repository
public class SharingRules {
  private static final String COLLECTION = "sharing";

  private final MongoTemplate mongo;

  SharingRules(MongoTemplate mongo) {
    this.mongo = mongo;
  }

  /// @param internalDomains the tenant's own mail domains, besides those of its mailboxes
  public record OfTenant(Set<String> internalDomains, Never neverShare) {}

  /// Addresses and domains whose mail is linked to nothing, so that nobody but its owner sees it.
  public record Never(Set<String> addresses, Set<String> domains) {
    public static final Never NOTHING = new Never(Set.of(), Set.of());

    public Never(@Nullable Set<String> addresses, @Nullable Set<String> domains) {
      this.addresses = lower(addresses);
      this.domains = lower(domains);
    }

    public boolean holds(String address) {
      return addresses.contains(address)
          || domains.contains(address.substring(address.lastIndexOf('@') + 1));
    }
  }

  public OfTenant ofTenant(TenantId tenant) {
    var document = mongo.findById(tenant.value(), Document.class, COLLECTION);
    return document == null
        ? new OfTenant(Set.of(), Never.NOTHING)
        : Json.mapper().readValue(document.getString("rules"), OfTenant.class);
  }

  public Never ofUser(TenantId tenant, UserId user) {
    var document = mongo.findById(id(tenant, user), Document.class, COLLECTION);
    return document == null
        ? Never.NOTHING
        : Json.mapper().readValue(document.getString("rules"), Never.class);
  }

  public void put(TenantId tenant, OfTenant rules) {
    put(tenant.value(), rules);
  }

  public void put(TenantId tenant, UserId user, Never rules) {
    put(id(tenant, user), rules);
  }

  private void put(String id, Object rules) {
    var document = new Document("_id", id).append("rules", Json.mapper().writeValueAsString(rules));
    mongo
        .getCollection(COLLECTION)
        .replaceOne(Filters.eq("_id", id), document, new ReplaceOptions().upsert(true));
  }

  private static Set<String> lower(@Nullable Set<String> values) {
    if (values == null) return Set.of();
    return Set.copyOf(
        values.stream()
            .map(value -> value.strip().toLowerCase(Locale.ROOT))
            .filter(value -> !value.isEmpty())
            .distinct()
            .toList());
  }

  private static String id(TenantId tenant, UserId user) {
    return tenant.value() + "/" + user.value();
  }
}
