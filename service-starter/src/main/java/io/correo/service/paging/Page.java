package io.correo.service.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a list.
///
/// @param nextCursor where the next page begins; absent on the last
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String nextCursor) {
  public Page {
    items = List.copyOf(items);
  }

  /// All there is.
  public static <T> Page<T> whole(List<T> items) {
    return new Page<>(items, null);
  }

  /// From one row more than asked for, which tells whether there is a next page.
  ///
  /// @param rows up to `limit + 1`
  /// @param cursor of the last row shown
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
    if (rows.size() <= limit) return whole(rows);
    var shown = rows.subList(0, limit);
    return new Page<>(shown, cursor.apply(shown.getLast()));
  }

  public <R> Page<R> map(Function<T, R> view) {
    return new Page<>(items.stream().map(view).toList(), nextCursor);
  }
}
