package io.correo.search.query;

import io.correo.events.FolderRole;
import io.correo.search.query.Clause.Side;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A piece of what was typed: `word`, `"some words"`, `name:value`, `name:"some words"`, each maybe
/// with `-` before it.
///
/// @param name lower case, what stands before the colon if an operator is called so; else null
/// @param text the word, or the value
record Token(boolean negated, @Nullable String name, String text, boolean quoted) {
  private static final Set<String> OPERATORS =
      Set.of(
          "from",
          "to",
          "cc",
          "subject",
          "has",
          "filename",
          "before",
          "after",
          "in",
          "is",
          "account");

  static List<Token> split(String typed) {
    var text = Normalizer.normalize(typed, Normalizer.Form.NFC);
    var tokens = new ArrayList<Token>();
    var at = 0;
    while (at < text.length()) {
      if (isBlank(text, at)) {
        at++;
        continue;
      }
      var start = at;
      var negated = text.charAt(at) == '-' && at + 1 < text.length() && !isBlank(text, at + 1);
      if (negated) at++;
      var name = operatorAt(text, at);
      if (name != null) at += name.length() + 1;
      var quoted = at < text.length() && text.charAt(at) == '"';
      var end = quoted ? endOfQuote(text, at + 1) : endOfWord(text, at);
      var value = text.substring(quoted ? at + 1 : at, end);
      tokens.add(new Token(negated, name, value.strip(), quoted));
      at = Math.max(quoted ? end + 1 : end, start + 1);
    }
    return tokens;
  }

  /// Punctuation alone is in no index: asking for it would find nothing.
  boolean isEmpty() {
    return name == null && text.codePoints().noneMatch(Token::isSearchable);
  }

  private static boolean isSearchable(int character) {
    return Character.isLetterOrDigit(character)
        || Character.getType(character) == Character.OTHER_SYMBOL;
  }

  /// A word or phrase that may be the value of the operator before it.
  boolean isPlain() {
    return name == null && !negated && !isEmpty();
  }

  boolean lacksValue() {
    return name != null && text.isEmpty() && !quoted;
  }

  Token with(Token value) {
    return new Token(negated, name, value.text, value.quoted);
  }

  /// What it demands; text if it is no operator, or an operator without a value it knows.
  Clause clause() {
    var operator = operator();
    var clause = operator == null ? new Clause.Text(asTyped(), quoted && name == null) : operator;
    return negated ? new Clause.Not(clause) : clause;
  }

  @Nullable Clause operator() {
    if (name == null || text.isEmpty()) return null;
    return switch (name) {
      case "from" -> new Clause.People(Side.FROM, text);
      case "to" -> new Clause.People(Side.TO, text);
      case "cc" -> new Clause.People(Side.CC, text);
      case "subject" -> new Clause.Subject(text, quoted);
      case "filename" -> new Clause.FileName(text);
      case "account" -> new Clause.Account(text);
      case "has" -> text.equalsIgnoreCase("attachment") ? new Clause.HasFile() : null;
      case "before" -> day(Clause.Before::new);
      case "after" -> day(Clause.After::new);
      case "in" -> role();
      case "is" -> mark();
      default -> null;
    };
  }

  private @Nullable Clause day(Function<LocalDate, Clause> clause) {
    try {
      return clause.apply(LocalDate.parse(text));
    } catch (DateTimeParseException noDay) {
      return null;
    }
  }

  private @Nullable Clause role() {
    for (var role : FolderRole.values()) {
      if (role.wireName().equalsIgnoreCase(text)) return new Clause.In(role);
    }
    return null;
  }

  private @Nullable Clause mark() {
    var mark = Clause.Mark.named(text);
    return mark == null ? null : new Clause.Is(mark);
  }

  private String asTyped() {
    return name == null ? text : name + ":" + text;
  }

  private static @Nullable String operatorAt(String text, int at) {
    var colon = text.indexOf(':', at);
    if (colon < 0) return null;
    var name = text.substring(at, colon).toLowerCase(Locale.ROOT);
    return OPERATORS.contains(name) ? name : null;
  }

  private static int endOfQuote(String text, int from) {
    var end = text.indexOf('"', from);
    return end < 0 ? text.length() : end;
  }

  private static int endOfWord(String text, int from) {
    var at = from;
    while (at < text.length() && !isBlank(text, at) && text.charAt(at) != '"') at++;
    return at;
  }

  private static boolean isBlank(String text, int at) {
    return Character.isWhitespace(text.charAt(at)) || Character.isSpaceChar(text.charAt(at));
  }
}
