package io.correo.simulator.demo;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who a scripted mail is from and to. A reply that names nobody answers everybody.
record Envelope(Person from, List<Person> to, List<Person> cc, List<Person> bcc) {

  static Envelope of(Node turn, Cast cast, @Nullable Letter answered) {
    var from = cast.find(turn.text("from"));
    var to = people(turn, "to", cast);
    var cc = people(turn, "cc", cast);
    var bcc = people(turn, "bcc", cast);
    if (!to.isEmpty() || answered == null) return new Envelope(from, to, cc, bcc);
    if (answered.from().equals(from)) {
      return new Envelope(from, answered.to(), answered.cc(), bcc);
    }
    var others = new LinkedHashSet<Person>();
    Stream.of(answered.to(), answered.cc(), cc).forEach(others::addAll);
    others.remove(from);
    others.remove(answered.from());
    return new Envelope(from, List.of(answered.from()), List.copyOf(others), bcc);
  }

  private static List<Person> people(Node turn, String field, Cast cast) {
    return turn.texts(field).stream().map(cast::find).toList();
  }
}
