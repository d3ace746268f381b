package io.correo.search.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Conditions of OpenSearch's query language, as JSON.
public final class Conditions {
  private Conditions() {}

  public static Map<String, Object> is(String field, Object value) {
    return Map.of("term", Map.of(field, value));
  }

  public static Map<String, Object> isAmong(String field, Collection<?> values) {
    return Map.of("terms", Map.of(field, values));
  }

  public static Map<String, Object> exists(String field) {
    return Map.of("exists", Map.of("field", field));
  }

  public static Map<String, Object> all(List<Map<String, Object>> conditions) {
    return Map.of("bool", Map.of("filter", conditions));
  }

  public static Map<String, Object> any(List<Map<String, Object>> conditions) {
    return Map.of("bool", Map.of("should", conditions, "minimum_should_match", 1));
  }

  public static Map<String, Object> not(Map<String, Object> condition) {
    return Map.of("bool", Map.of("must_not", List.of(condition)));
  }

  public static Map<String, Object> nothing() {
    return Map.of("match_none", Map.of());
  }

  /// The words of `text`, next to each other.
  public static Map<String, Object> phrase(String field, String text) {
    return Map.of("match_phrase", Map.of(field, text));
  }

  /// As [#phrase], the last word being maybe only begun.
  public static Map<String, Object> beginning(String field, String text) {
    return Map.of("match_phrase_prefix", Map.of(field, text));
  }
}
