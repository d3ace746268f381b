package io.correo.provider.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A page of a collection. The last one has no `nextLink`; where changes after a delta's round are
/// told, its `deltaLink`, comes only with the round's last page.
interface GraphPage<T> {
  @Nullable List<T> value();

  default List<T> items() {
    return Objects.requireNonNullElse(value(), List.of());
  }

  record OfMessages(
      @Nullable List<GraphMessage> value,
      @JsonProperty("@odata.nextLink") @Nullable String nextLink,
      @JsonProperty("@odata.deltaLink") @Nullable String deltaLink)
      implements GraphPage<GraphMessage> {}

  record OfFolders(
      @Nullable List<GraphFolder> value, @JsonProperty("@odata.nextLink") @Nullable String nextLink)
      implements GraphPage<GraphFolder> {}
}
