package io.correo.simulator.microsoft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A `$filter` as far as mail programs use it: comparisons, `and or not`, `startswith contains
/// endswith`, and `any` over a collection.
final class ODataFilter {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<text>'(?:[^']|'')*')|(?<mark>[(),:])|(?<word>[^\\s(),:']+(?::[^\\s(),']+)*))");
  private static final List<String> FUNCTIONS = List.of("startswith", "endswith", "contains");

  private final List<String> tokens;
  private int at;

  private ODataFilter(List<String> tokens) {
    this.tokens = tokens;
  }

  /// What a name means where the filter is tried; null when it means nothing there.
  interface Scope extends Function<String, @Nullable Object> {}

  /// Whether something passes.
  interface Test {
    boolean passes(Scope scope);
  }

  /// A filter that is read; "" passes everything.
  static Test read(String filter) {
    if (filter.isBlank()) {
      return _ -> true;
    }
    var match = TOKEN.matcher(filter);
    var tokens = new ArrayList<String>();
    int end = 0;
    while (end < filter.stripTrailing().length()) {
      if (!match.find(end) || match.start() != end) {
        throw syntax(filter);
      }
      tokens.add(token(match));
      end = match.end();
    }
    var reader = new ODataFilter(tokens);
    var test = reader.or();
    if (reader.at < tokens.size()) {
      throw syntax(filter);
    }
    return test;
  }

  private static String token(MatchResult match) {
    return match.group().strip();
  }

  private static GraphException syntax(String where) {
    return GraphException.badQuery("Invalid filter clause: Syntax error in '" + where + "'.");
  }

  private Test or() {
    var left = and();
    while (takes("or")) {
      var first = left;
      var second = and();
      left = scope -> first.passes(scope) || second.passes(scope);
    }
    return left;
  }

  private Test and() {
    var left = unary();
    while (takes("and")) {
      var first = left;
      var second = unary();
      left = scope -> first.passes(scope) && second.passes(scope);
    }
    return left;
  }

  private Test unary() {
    if (takes("not")) {
      var inner = unary();
      return scope -> !inner.passes(scope);
    }
    if (takes("(")) {
      var inner = or();
      expect(")");
      return inner;
    }
    var word = next();
    if (FUNCTIONS.contains(word.toLowerCase(Locale.ROOT))) {
      return function(word.toLowerCase(Locale.ROOT));
    }
    return word.toLowerCase(Locale.ROOT).endsWith("/any") ? any(word) : comparison(word);
  }

  private Test function(String name) {
    expect("(");
    var path = next();
    expect(",");
    var wanted = literal(next()).toLowerCase(Locale.ROOT);
    expect(")");
    if (takes("eq")) {
      next();
    }
    return scope -> {
      var value = scope.apply(path);
      var text = value == null ? "" : value.toString().toLowerCase(Locale.ROOT);
      return switch (name) {
        case "startswith" -> text.startsWith(wanted);
        case "endswith" -> text.endsWith(wanted);
        default -> text.contains(wanted);
      };
    };
  }

  private Test any(String word) {
    expect("(");
    var variable = next();
    expect(":");
    var inner = or();
    expect(")");
    var path = word.substring(0, word.length() - "/any".length());
    return scope ->
        scope.apply(path) instanceof List<?> items
            && items.stream().anyMatch(item -> inner.passes(name -> below(item, variable, name)));
  }

  private static @Nullable Object below(Object item, String variable, String name) {
    if (!name.startsWith(variable + "/")) {
      return name.equals(variable) ? item : null;
    }
    return walk(item, name.substring(variable.length() + 1));
  }

  /// What a path of names leads to through objects.
  static @Nullable Object walk(@Nullable Object from, String path) {
    var value = from;
    for (var name : path.split("/")) {
      value = value instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return value;
  }

  private Test comparison(String path) {
    var comparison = new Comparison(path, next().toLowerCase(Locale.ROOT), next());
    return scope -> comparison.holds(scope.apply(path));
  }

  static String literal(String token) {
    return token.startsWith("'")
        ? token.substring(1, token.length() - 1).replace("''", "'")
        : token;
  }

  private boolean takes(String wanted) {
    if (at < tokens.size() && tokens.get(at).equalsIgnoreCase(wanted)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String wanted) {
    if (!takes(wanted)) {
      throw syntax(at < tokens.size() ? tokens.get(at) : "end of filter");
    }
  }

  private String next() {
    if (at == tokens.size()) {
      throw syntax("end of filter");
    }
    return tokens.get(at++);
  }
}
