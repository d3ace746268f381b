package io.correo.provider.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file of a message, without its bytes.
///
/// @param kind `#microsoft.graph.fileAttachment`, `…itemAttachment` or `…referenceAttachment`
record GraphAttachment(
    @JsonProperty("@odata.type") @Nullable String kind,
    @Nullable String id,
    @Nullable String name,
    @Nullable String contentType,
    @Nullable Long size,
    @Nullable Boolean isInline,
    @Nullable String contentId) {

  /// Another message, an event or a contact, kept as such.
  boolean isItem() {
    return kind != null && kind.endsWith("itemAttachment");
  }

  /// A link to a file that is somewhere else.
  boolean isReference() {
    return kind != null && kind.endsWith("referenceAttachment");
  }

  String ref() {
    return Objects.requireNonNull(id, "an attachment without an id");
  }

  String type() {
    if (isItem()) return "message/rfc822";
    return contentType == null || !contentType.contains("/")
        ? "application/octet-stream"
        : contentType.strip().toLowerCase(Locale.ROOT);
  }

  /// Without brackets; null when there is none.
  @Nullable String cid() {
    var id = contentId == null ? "" : contentId.replaceAll("^<|>$", "").strip();
    return id.isEmpty() ? null : id;
  }
}
