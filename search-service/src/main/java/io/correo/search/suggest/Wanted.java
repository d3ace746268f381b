package io.correo.search.suggest;

import java.util.Arrays;
import java.util.List;

/// Whom one looks for.
///
/// @param words beginnings of words in name, address or account, all of which must be there
/// @param without none of which may be there
public record Wanted(List<String> words, List<String> without) {
  private static final int MOST = 12;

  public Wanted {
    words = words.stream().limit(MOST).toList();
    without = without.stream().limit(MOST).toList();
  }

  public static Wanted typed(String text) {
    var words = Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    return new Wanted(words, List.of());
  }
}
