package io.correo.benchmarks.idle;

import java.util.List;
import org.bson.Document;

/// The mailbox that is copied, by the names that stand for it in its documents.
record Original(String mailbox, String tenant, String address, String account) {

  static Original of(Document stored) {
    return new Original(
        stored.getString("_id"),
        stored.getString("tenant"),
        stored.getString("address"),
        stored.getString("account"));
  }

  /// True for a document that all mailboxes of a tenant have in common.
  boolean isOfTenant(Document document) {
    return tenant.equals(document.get("_id"));
  }

  /// The same document about another mailbox.
  ///
  /// @param suffix makes its names others
  Document copy(Document document, String suffix, String otherTenant) {
    var copy = renamed(document, suffix, otherTenant);
    // An id that is made of the mailbox by a digest does not show it.
    if (copy.get("_id") instanceof String id && id.equals(document.get("_id"))) {
      copy.put("_id", id + suffix);
    }
    return copy;
  }

  private Document renamed(Document document, String suffix, String otherTenant) {
    var renamed = new Document();
    document.forEach((field, value) -> renamed.put(field, renamed(value, suffix, otherTenant)));
    return renamed;
  }

  private Object renamed(Object value, String suffix, String otherTenant) {
    return switch (value) {
      case Document inner -> renamed(inner, suffix, otherTenant);
      case List<?> list ->
          list.stream().map(item -> (Object) renamed(item, suffix, otherTenant)).toList();
      case String text when text.equals(tenant) -> otherTenant;
      case String text when text.equals(account) && !account.equals(address) -> text + suffix;
      case String text ->
          text.replace(mailbox, mailbox + suffix).replace(address, suffix + address);
      case null, default -> value;
    };
  }
}
