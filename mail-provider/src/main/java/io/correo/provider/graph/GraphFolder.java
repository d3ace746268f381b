package io.correo.provider.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A mail folder as Graph writes it.
///
/// @param kind `#microsoft.graph.mailSearchFolder` for a stored search; may be absent for a folder
/// @param totalItemCount messages in it, without those of its children
record GraphFolder(
    @JsonProperty("@odata.type") @Nullable String kind,
    @Nullable String id,
    @Nullable String displayName,
    @Nullable String parentFolderId,
    @Nullable Integer childFolderCount,
    @Nullable Integer totalItemCount,
    @Nullable Boolean isHidden) {

  String ref() {
    return Objects.requireNonNull(id, "a folder without an id");
  }

  /// A stored search holds no messages of its own.
  boolean isSearch() {
    return kind != null && kind.endsWith("mailSearchFolder");
  }

  boolean hasChildren() {
    return childFolderCount != null && childFolderCount > 0;
  }
}
