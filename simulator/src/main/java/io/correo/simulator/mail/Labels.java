package io.correo.simulator.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The labels of one mailbox. Guarded by the mailbox.
final class Labels {

  private final Map<String, Label> byId = new LinkedHashMap<>();
  private int made;

  Labels() {
    for (var name : new TreeSet<>(Label.SYSTEM)) {
      byId.put(name, new Label(name, name, true, Map.of()));
    }
  }

  List<Label> all() {
    return List.copyOf(byId.values());
  }

  @Nullable Label find(String id) {
    return byId.get(id);
  }

  @Nullable Label named(String name) {
    for (var label : byId.values()) {
      if (label.name().equalsIgnoreCase(name)) {
        return label;
      }
    }
    return null;
  }

  Label create(String name, Map<String, Object> look) {
    var label = new Label("Label_" + ++made, name, false, look);
    byId.put(label.id(), label);
    return label;
  }

  void replace(Label label) {
    byId.put(label.id(), label);
  }

  void remove(String id) {
    byId.remove(id);
  }
}
