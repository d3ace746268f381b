package io.correo.simulator.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The labels of one mailbox. Guarded by the mailbox.
final class Labels {

  private final Map<String, Label> byId = new LinkedHashMap<>();
  private int made;

  Labels(Provider provider) {
    var system = new TreeSet<>(provider == Provider.GOOGLE ? Label.SYSTEM : Label.FOLDERS);
    system.addAll(Label.STATES);
    for (var name : system) {
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

  /// The folder of this name below another; null when there is none.
  @Nullable Label child(String parent, String name) {
    for (var label : byId.values()) {
      if (label.parent().equals(parent) && label.name().equalsIgnoreCase(name)) {
        return label;
      }
    }
    return null;
  }

  Label createFolder(String parent, String name, boolean hidden) {
    var folder = Label.folder("Folder_" + ++made, name, parent, hidden);
    byId.put(folder.id(), folder);
    return folder;
  }

  /// The folder at a path such as `Clientes/Obra`, made where it is missing.
  Label at(String path) {
    Label folder = null;
    for (var name : path.split("/")) {
      var parent = folder == null ? "" : folder.id();
      var known = child(parent, name);
      folder = known == null ? createFolder(parent, name, false) : known;
    }
    return Objects.requireNonNull(folder);
  }

  /// The names from the top down, parted by slashes.
  String path(Label label) {
    var parent = byId.get(label.parent());
    return parent == null ? label.name() : path(parent) + "/" + label.name();
  }

  void replace(Label label) {
    byId.put(label.id(), label);
  }

  void remove(String id) {
    byId.remove(id);
  }
}
