package io.correo.search.query;

import io.correo.search.engine.Conditions;
import io.correo.search.visibility.Viewer;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// `kind=messages`: newest first, then by id.
final class MessageSearch {
  static final List<?> NEWEST_FIRST =
      List.of(Map.of("content.date", "desc"), Map.of("message", "asc"));
  static final Map<String, Object> SHOWN =
      Map.of(
          "excludes",
          List.of(
              "content.text",
              "content.people",
              "content.to",
              "content.cc",
              "content.bcc",
              "content.from"));

  private MessageSearch() {}

  static Map<String, Object> body(Viewer viewer, Request request) {
    var query = request.query();
    var conditions = new MessageConditions(viewer);
    var filters = new ArrayList<Map<String, Object>>();
    filters.add(conditions.scope(query, request.mailbox()));
    query.clauses().forEach(clause -> filters.add(conditions.of(clause)));
    var body = new LinkedHashMap<String, Object>();
    body.put("size", request.kind() == Kind.MESSAGES ? request.limit() + 1 : 0);
    body.put("track_total_hits", true);
    body.put("query", Conditions.all(filters));
    if (request.kind() != Kind.MESSAGES) return body;
    body.put("sort", NEWEST_FIRST);
    body.put("_source", SHOWN);
    var cursor = request.cursor();
    if (cursor != null) {
      body.put("search_after", List.of(cursor.date().toEpochMilli(), cursor.id()));
    }
    var highlights = Highlighting.inMessages(query);
    if (highlights != null) body.put("highlight", highlights);
    return body;
  }

  static long count(JsonNode answer) {
    return answer.path("hits").path("total").path("value").asLong();
  }

  static Page<MessageHit> page(JsonNode answer, Request request) {
    var rows = answer.path("hits").path("hits").valueStream().map(MessageHit::read).toList();
    return Page.of(rows, request.limit(), last -> new PageCursor(last.date(), last.id()).encode());
  }
}
