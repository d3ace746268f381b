package io.correo.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.correo.events.FolderRole;
import io.correo.search.query.Clause.Mark;
import io.correo.search.query.Clause.Side;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is typed is read as people mean it, and whatever is typed is read.
class SearchQueryTest {
  private static final int TRIES = 5_000;

  @Test
  void readsWordsPhrasesAndNegations() {
    assertThat(parse("oferta \"obra norte\" -borrador -\"no leer\""))
        .containsExactly(
            new Clause.Text("oferta", false),
            new Clause.Text("obra norte", true),
            new Clause.Not(new Clause.Text("borrador", false)),
            new Clause.Not(new Clause.Text("no leer", true)));
  }

  @Test
  void readsEveryOperator() {
    assertThat(
            parse("from:ana to:b@c.example cc:\"Luis Paz\" subject:oferta subject:\"la oferta\""))
        .containsExactly(
            new Clause.People(Side.FROM, "ana"),
            new Clause.People(Side.TO, "b@c.example"),
            new Clause.People(Side.CC, "Luis Paz"),
            new Clause.Subject("oferta", false),
            new Clause.Subject("la oferta", true));
    assertThat(parse("has:attachment filename:x.pdf before:2026-02-01 after:2026-01-31 account:a1"))
        .containsExactly(
            new Clause.HasFile(),
            new Clause.FileName("x.pdf"),
            new Clause.Before(LocalDate.of(2026, 2, 1)),
            new Clause.After(LocalDate.of(2026, 1, 31)),
            new Clause.Account("a1"));
    for (var role : FolderRole.values()) {
      assertThat(parse("in:" + role.wireName())).containsExactly(new Clause.In(role));
    }
    for (var mark : Mark.values()) {
      assertThat(parse("IS:" + mark.name())).containsExactly(new Clause.Is(mark));
    }
  }

  @Test
  void takesABlankAfterTheColon() {
    assertThat(parse("from: ana oferta"))
        .containsExactly(new Clause.People(Side.FROM, "ana"), new Clause.Text("oferta", false));
    assertThat(parse("in: nowhere"))
        .containsExactly(new Clause.Text("in:", false), new Clause.Text("nowhere", false));
  }

  @Test
  void takesWhatIsNoOperatorAsText() {
    assertThat(parse("http://a.example colour:red before:soon has:wings is:blue"))
        .containsExactly(
            new Clause.Text("http://a.example", false),
            new Clause.Text("colour:red", false),
            new Clause.Text("before:soon", false),
            new Clause.Text("has:wings", false),
            new Clause.Text("is:blue", false));
    assertThat(parse("  - & \"\" ... ")).isEmpty();
    assertThat(parse("\"open end")).containsExactly(new Clause.Text("open end", true));
  }

  @Test
  void readsWhateverIsTyped() {
    var random = new Random(7);
    for (var i = 0; i < TRIES; i++) {
      var typed = scribble(random);
      assertThatCode(() -> SearchQuery.parse(typed)).as(typed).doesNotThrowAnyException();
    }
  }

  @Test
  void readsBackWhatItsClausesLookLike() {
    var random = new Random(11);
    for (var i = 0; i < TRIES; i++) {
      var clauses = clauses(random);
      var typed = String.join(" ", clauses.stream().map(SearchQueryTest::asTyped).toList());
      assertThat(parse(typed)).as(typed).isEqualTo(clauses);
    }
  }

  private static List<Clause> parse(String typed) {
    return SearchQuery.parse(typed).clauses();
  }

  private static String scribble(Random random) {
    var pieces =
        List.of(
            "from:", "in:", "\"", "-", ":", " ", "á", "ñ", "inbox", "2026-01-01", "\n", "😀", "\\");
    var text = new StringBuilder();
    for (var i = random.nextInt(12); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
      if (random.nextBoolean()) text.append((char) random.nextInt(0x10000));
    }
    return text.toString();
  }

  private static List<Clause> clauses(Random random) {
    var clauses = new ArrayList<Clause>();
    for (var i = random.nextInt(6); i > 0; i--) {
      var clause = clause(random);
      clauses.add(random.nextInt(4) == 0 ? new Clause.Not(clause) : clause);
    }
    return clauses;
  }

  private static Clause clause(Random random) {
    var words = List.of("oferta", "año", "x.pdf", "ana@b.example", "2026");
    var word = words.get(random.nextInt(words.size()));
    var day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(400));
    return switch (random.nextInt(10)) {
      case 0 -> new Clause.Text(word, false);
      case 1 -> new Clause.Text(word + " " + word, true);
      case 2 -> new Clause.People(Side.values()[random.nextInt(3)], word);
      case 3 -> new Clause.Subject(word + " y " + word, true);
      case 4 -> new Clause.HasFile();
      case 5 -> new Clause.FileName(word);
      case 6 -> new Clause.Before(day);
      case 7 -> new Clause.After(day);
      case 8 -> new Clause.In(FolderRole.values()[random.nextInt(7)]);
      default -> new Clause.Is(Mark.values()[random.nextInt(3)]);
    };
  }

  private static String asTyped(Clause clause) {
    return switch (clause) {
      case Clause.Text(var text, var quoted) -> quoted ? "\"" + text + "\"" : text;
      case Clause.People(var side, var text) -> side.field() + ":" + text;
      case Clause.Subject(var text, var quoted) ->
          "subject:" + (quoted ? "\"" + text + "\"" : text);
      case Clause.HasFile _ -> "has:attachment";
      case Clause.FileName(var text) -> "filename:" + text;
      case Clause.Before(var day) -> "before:" + day;
      case Clause.After(var day) -> "after:" + day;
      case Clause.In(var role) -> "in:" + role.wireName();
      case Clause.Is(var mark) -> "is:" + mark.name().toLowerCase(java.util.Locale.ROOT);
      case Clause.Account(var text) -> "account:" + text;
      case Clause.Not(var inner) -> "-" + asTyped(inner);
    };
  }
}
