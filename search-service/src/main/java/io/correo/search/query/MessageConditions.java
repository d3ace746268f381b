package io.correo.search.query;

import static io.correo.search.engine.Conditions.all;
import static io.correo.search.engine.Conditions.any;
import static io.correo.search.engine.Conditions.beginning;
import static io.correo.search.engine.Conditions.exists;
import static io.correo.search.engine.Conditions.is;
import static io.correo.search.engine.Conditions.isAmong;
import static io.correo.search.engine.Conditions.not;
import static io.correo.search.engine.Conditions.phrase;

import io.correo.events.FolderRole;
import io.correo.search.query.Clause.Side;
import io.correo.search.visibility.Viewer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A query as conditions on messages, for one viewer.
final class MessageConditions {
  static final String FILE_NAME = "content.files.name";
  private static final List<String> WORDS =
      List.of("content.subject", "content.text", "content.people", FILE_NAME);
  private static final List<String> QUOTED =
      List.of("content.subject.exact", "content.text.exact", "content.people", FILE_NAME);

  private static final Set<FolderRole> ASIDE = EnumSet.of(FolderRole.TRASH, FolderRole.SPAM);

  private final Viewer viewer;

  MessageConditions(Viewer viewer) {
    this.viewer = viewer;
  }

  /// What the viewer may find, outside trash and spam unless the query asks for those.
  ///
  /// @param mailbox only in this one; null for all
  Map<String, Object> scope(SearchQuery query, @Nullable String mailbox) {
    var conditions = new ArrayList<Map<String, Object>>();
    conditions.add(viewer.reach());
    if (mailbox != null) conditions.add(is("mailbox", mailbox));
    // In Gmail a message can be in both; who looks into one finds it there.
    var looksAside =
        query.clauses().stream()
            .anyMatch(it -> it instanceof Clause.In(var role) && ASIDE.contains(role));
    if (!looksAside) {
      var hidden = ASIDE.stream().map(FolderRole::wireName).toList();
      conditions.add(not(isAmong("state.roles", hidden)));
    }
    return all(conditions);
  }

  Map<String, Object> of(Clause clause) {
    return switch (clause) {
      case Clause.Text(var text, var quoted) -> text(text, quoted ? QUOTED : WORDS);
      case Clause.People(var side, var text) -> people(side, text);
      case Clause.Subject(var text, var quoted) ->
          phrase(quoted ? "content.subject.exact" : "content.subject", text);
      case Clause.HasFile _ -> exists("content.files.id");
      case Clause.FileName(var text) -> phrase(FILE_NAME, text);
      case Clause.Before(var day) -> range("lt", day);
      case Clause.After(var day) -> range("gte", day);
      case Clause.In(var role) -> is("state.roles", role.wireName());
      case Clause.Is(var mark) ->
          switch (mark) {
            case UNREAD -> is("state.unread", true);
            case READ -> is("state.unread", false);
            case STARRED -> is("state.starred", true);
          };
      case Clause.Account(var text) ->
          any(List.of(is("links.accounts", text), phrase("links.accountNames", text)));
      case Clause.Not(var inner) -> not(of(inner));
    };
  }

  private Map<String, Object> text(String text, List<String> fields) {
    Map<String, Object> somewhere =
        Map.of("multi_match", Map.of("query", text, "type", "phrase", "fields", fields));
    return orHidden(somewhere, phrase("content.bcc", text));
  }

  private Map<String, Object> people(Side side, String text) {
    var shown = beginning("content." + side.field(), text);
    return side == Side.TO ? orHidden(shown, beginning("content.bcc", text)) : shown;
  }

  // Who was hidden from the recipients is hidden from colleagues too.
  private Map<String, Object> orHidden(Map<String, Object> shown, Map<String, Object> hidden) {
    if (viewer.mine().isEmpty()) return shown;
    return any(List.of(shown, all(List.of(viewer.inMyMailboxes(), hidden))));
  }

  private static Map<String, Object> range(String operator, LocalDate day) {
    var millis = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    return Map.of("range", Map.of("content.date", Map.of(operator, millis)));
  }
}
