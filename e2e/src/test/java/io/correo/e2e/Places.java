package io.correo.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Where a message can be put at its provider, as the control API says it.
///
/// @param places of which the first is the inbox
record Places(List<Map<String, Object>> places) {
  private static final List<String> LABELS = List.of("INBOX", "SPAM", "Clientes", "Obras/Norte");
  private static final List<String> FOLDERS =
      List.of("inbox", "archive", "spam", "Clientes", "Obras/Norte");

  static Places of(String provider) {
    return new Places(provider.equals("google") ? labels() : folders());
  }

  Map<String, Object> inbox() {
    return places.getFirst();
  }

  Map<String, Object> any(Random random) {
    return places.get(random.nextInt(places.size()));
  }

  /// One label instead of all others; none is the archive.
  private static List<Map<String, Object>> labels() {
    var places = new ArrayList<Map<String, Object>>();
    for (var label : LABELS) {
      var others = new ArrayList<>(LABELS);
      others.remove(label);
      others.add("TRASH");
      places.add(Map.of("addLabels", List.of(label), "removeLabels", others));
    }
    places.add(Map.of("removeLabels", LABELS));
    return List.copyOf(places);
  }

  private static List<Map<String, Object>> folders() {
    return FOLDERS.stream().map(folder -> Map.<String, Object>of("folder", folder)).toList();
  }
}
