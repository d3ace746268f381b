package io.correo.link.directory;

import io.correo.events.DirectoryRecord;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The words a record is completed by: lower case, without accents (`cotización` is `cotizacion`).
final class SearchWords {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BREAKS = Pattern.compile("[^\\p{L}\\p{N}@._-]+");

  private SearchWords() {}

  static Set<String> of(DirectoryRecord record) {
    var words = new LinkedHashSet<>(of(record.label()));
    record.addresses().forEach(address -> words.addAll(of(address)));
    record.domains().forEach(domain -> words.addAll(of(domain)));
    return words;
  }

  static Set<String> of(String text) {
    var plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return Arrays.stream(BREAKS.split(plain.toLowerCase(Locale.ROOT)))
        .filter(word -> !word.isBlank())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
