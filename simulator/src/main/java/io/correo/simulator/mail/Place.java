package io.correo.simulator.mail;

import java.util.Set;
import java.util.TreeSet;

/// The one folder a message lies in, where the provider has folders and no labels.
final class Place {

  private Place() {}

  static String of(Set<String> labels) {
    for (var label : labels) {
      if (!Label.STATES.contains(label)) {
        return label;
      }
    }
    return labels.contains(Label.DRAFT) ? Label.DRAFTS : Label.ARCHIVE;
  }

  /// The labels with exactly one folder among them: the one that came last, if several.
  static Set<String> settle(Set<String> before, Set<String> wanted) {
    var places = new TreeSet<>(wanted);
    places.removeAll(Label.STATES);
    if (places.size() > 1) {
      var came = new TreeSet<>(places);
      came.removeAll(before);
      places = came.isEmpty() ? places : came;
    }
    var settled = new TreeSet<>(wanted);
    settled.retainAll(Label.STATES);
    settled.add(
        places.contains(Label.TRASH) ? Label.TRASH : of(places.isEmpty() ? settled : places));
    return settled;
  }
}
