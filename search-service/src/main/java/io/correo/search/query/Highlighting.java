package io.correo.search.query;

import io.correo.search.engine.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Marks what was found. OpenSearch escapes the text as HTML and puts `<mark>` around the words;
/// nothing else that looks like a tag leaves here.
final class Highlighting {
  private static final int FRAGMENT = 160;
  private static final int FRAGMENTS = 2;

  private Highlighting() {}

  /// @return null when the query has no words to mark
  static @Nullable Map<String, Object> inMessages(SearchQuery query) {
    var words = new ArrayList<Map<String, Object>>();
    for (var clause : query.clauses()) {
      switch (clause) {
        case Clause.Text(var text, var quoted) -> {
          words.add(Conditions.phrase("content.subject" + (quoted ? ".exact" : ""), text));
          words.add(Conditions.phrase("content.text" + (quoted ? ".exact" : ""), text));
        }
        case Clause.Subject(var text, _) -> words.add(Conditions.phrase("content.subject", text));
        default -> {} // the other demands are not about words of the text
      }
    }
    if (words.isEmpty()) return null;
    var whole = Map.of("number_of_fragments", 0);
    var parts = Map.of("number_of_fragments", FRAGMENTS, "fragment_size", FRAGMENT);
    return of(words, Map.of("content.subject", whole, "content.text", parts));
  }

  /// @param words conditions on file names
  static Map<String, Object> inFileNames(List<Map<String, Object>> words) {
    return of(words, Map.of(MessageConditions.FILE_NAME, Map.of("number_of_fragments", 0)));
  }

  private static Map<String, Object> of(
      List<Map<String, Object>> words, Map<String, Object> fields) {
    return Map.of(
        "type",
        "unified",
        "encoder",
        "html",
        "pre_tags",
        List.of("<mark>"),
        "post_tags",
        List.of("</mark>"),
        "require_field_match",
        false,
        "highlight_query",
        Conditions.any(words),
        "fields",
        fields);
  }

  /// @param hit of a search with highlights
  /// @return null where nothing was found in that field
  static @Nullable String read(JsonNode hit, String field) {
    var fragments = new ArrayList<String>();
    for (var fragment : hit.path("highlight").path(field)) {
      fragments.add(fragment.asString().replaceAll("\\s+", " ").strip());
    }
    return fragments.isEmpty() ? null : String.join(" … ", fragments);
  }
}
