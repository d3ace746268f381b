package io.correo.search.query;

import io.correo.search.engine.Conditions;
import io.correo.search.visibility.Viewer;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `kind=files`: words are sought in the names of files, operators in their messages. Newest
/// message first; its files by id.
final class FileSearch {
  private static final String PATH = "content.files";
  private static final int FILES = 100;

  private FileSearch() {}

  static Map<String, Object> pageBody(Viewer viewer, Request request) {
    var names = names(request);
    var filters = messages(viewer, request);
    var place = Place.of(request);
    if (place != null) filters.add(place.orLater());
    filters.add(
        Map.of(
            "nested",
            Map.of("path", PATH, "query", Conditions.all(names), "inner_hits", files(names))));
    return Map.of(
        "size",
        request.limit() + 1,
        "query",
        Conditions.all(filters),
        "sort",
        MessageSearch.NEWEST_FIRST,
        "_source",
        MessageSearch.SHOWN);
  }

  /// Counts the files of all pages, not their messages.
  static Map<String, Object> countBody(Viewer viewer, Request request) {
    var matching = Map.of("matching", Map.of("filter", Conditions.all(names(request))));
    return Map.of(
        "size", 0,
        "query", Conditions.all(messages(viewer, request)),
        "aggs", Map.of("files", Map.of("nested", Map.of("path", PATH), "aggs", matching)));
  }

  static long count(JsonNode answer) {
    return answer.path("aggregations").path("files").path("matching").path("doc_count").asLong();
  }

  static Page<FileHit> page(JsonNode answer, Request request) {
    var place = Place.of(request);
    var rows =
        answer
            .path("hits")
            .path("hits")
            .valueStream()
            .flatMap(FileHit::read)
            .filter(file -> place == null || place.isBefore(file))
            .toList();
    return Page.of(
        rows,
        request.limit(),
        last -> new PageCursor(last.date(), last.message() + "/" + last.id()).encode());
  }

  private static List<Map<String, Object>> messages(Viewer viewer, Request request) {
    var conditions = new MessageConditions(viewer);
    var filters = new ArrayList<Map<String, Object>>();
    filters.add(conditions.scope(request.query(), request.mailbox()));
    for (var clause : request.query().clauses()) {
      if (name(clause) == null) filters.add(conditions.of(clause));
    }
    return filters;
  }

  private static List<Map<String, Object>> names(Request request) {
    var names = new ArrayList<Map<String, Object>>();
    for (var clause : request.query().clauses()) {
      var name = name(clause);
      if (name != null) names.add(name);
    }
    return names;
  }

  /// @return null for what is not about a file's name
  private static @Nullable Map<String, Object> name(Clause clause) {
    return switch (clause) {
      case Clause.Text(var text, _) -> Conditions.phrase(MessageConditions.FILE_NAME, text);
      case Clause.FileName(var text) -> Conditions.phrase(MessageConditions.FILE_NAME, text);
      case Clause.Not(var inner) -> {
        var name = name(inner);
        yield name == null ? null : Conditions.not(name);
      }
      default -> null;
    };
  }

  private static Map<String, Object> files(List<Map<String, Object>> names) {
    var inner = new LinkedHashMap<String, Object>();
    inner.put("name", "files");
    inner.put("size", FILES);
    inner.put("sort", List.of(Map.of("content.files.id", "asc")));
    if (!names.isEmpty()) inner.put("highlight", Highlighting.inFileNames(names));
    return inner;
  }

  /// The last file shown.
  private record Place(long date, String message, String file) {
    static @Nullable Place of(Request request) {
      var cursor = request.cursor();
      if (cursor == null) return null;
      var slash = cursor.id().indexOf('/');
      if (slash < 0) {
        throw new Problem(ProblemType.INVALID_CURSOR, "Use the nextCursor of this list.");
      }
      return new Place(
          cursor.date().toEpochMilli(),
          cursor.id().substring(0, slash),
          cursor.id().substring(slash + 1));
    }

    /// Its message, which may have more files, and those after it.
    Map<String, Object> orLater() {
      var sameDate = Conditions.is("content.date", date);
      Map<String, Object> older = Map.of("range", Map.of("content.date", Map.of("lt", date)));
      Map<String, Object> next = Map.of("range", Map.of("message", Map.of("gte", message)));
      return Conditions.any(List.of(older, Conditions.all(List.of(sameDate, next))));
    }

    boolean isBefore(FileHit hit) {
      return !hit.message().equals(message) || hit.id().compareTo(file) > 0;
    }
  }
}
