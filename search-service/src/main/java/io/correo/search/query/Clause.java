package io.correo.search.query;

import io.correo.events.FolderRole;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One demand of a query. All demands of a query must hold.
sealed interface Clause {

  /// A word, or words that stand next to each other when quoted.
  record Text(String text, boolean quoted) implements Clause {}

  record People(Side side, String text) implements Clause {}

  record Subject(String text, boolean quoted) implements Clause {}

  record HasFile() implements Clause {}

  record FileName(String text) implements Clause {}

  /// Before the day begins (UTC).
  record Before(LocalDate day) implements Clause {}

  /// On that day (UTC) or later.
  record After(LocalDate day) implements Clause {}

  record In(FolderRole role) implements Clause {}

  record Is(Mark mark) implements Clause {}

  /// Linked to an account with this id, or with these words in its name.
  record Account(String text) implements Clause {}

  /// The opposite.
  record Not(Clause clause) implements Clause {}

  enum Side {
    FROM,
    TO,
    CC;

    String field() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  enum Mark {
    UNREAD,
    READ,
    STARRED;

    static @Nullable Mark named(String name) {
      for (var mark : values()) {
        if (mark.name().equalsIgnoreCase(name)) return mark;
      }
      return null;
    }
  }
}
