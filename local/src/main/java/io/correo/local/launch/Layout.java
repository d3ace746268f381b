package io.correo.local.launch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which parts share a JVM.
///
/// @param groups the JVMs; each part stands in exactly one
public record Layout(List<Group> groups) {
  public Layout {
    groups = List.copyOf(groups);
  }

  /// One JVM.
  ///
  /// @param name names its log file
  /// @param parts engines only, or services only, in the order they start in
  /// @param flags for the JVM, its heap above all
  public record Group(String name, List<Part> parts, List<String> flags) {
    public Group {
      parts = List.copyOf(parts);
      flags = List.copyOf(flags);
    }

    boolean isEngines() {
      return parts.getFirst().engine() != null;
    }
  }

  /// Two JVMs: the engines, and all that is Correo's own with the simulator. What connecting a
  /// mailbox takes starts first. The heap of the services has its whole size from the beginning,
  /// because the JDK's cache of a start needs room beside so large a part for new objects.
  public static Layout together() {
    return new Layout(
        List.of(
            new Group(
                "engines",
                List.of(Part.STORE, Part.BROKER, Part.SEARCH_NODE),
                List.of("-Xmx512m", "-Xmn192m")),
            new Group(
                "services",
                List.of(
                    Part.SIMULATOR,
                    Part.SYNC,
                    Part.GATEWAY,
                    Part.MAILBOX,
                    Part.SEARCH,
                    Part.CRM_LINK,
                    Part.COMPOSE),
                List.of("-Xms640m", "-Xmx640m", "-Xmn384m"))));
  }

  /// A JVM per part, so that each can be killed, stopped and continued by itself.
  public static Layout apart() {
    return new Layout(Arrays.stream(Part.values()).map(Layout::alone).toList());
  }

  /// The same, but each part named in a JVM of its own: for who only wants to kill some of them.
  ///
  /// @param labels as [LocalSystem#part(String)] takes them
  public Layout splitOff(String... labels) {
    var alone = Arrays.stream(labels).map(Part::labelled).toList();
    var split = new ArrayList<Group>();
    for (var group : groups) {
      var rest = group.parts().stream().filter(part -> !alone.contains(part)).toList();
      if (!rest.isEmpty()) split.add(new Group(group.name(), rest, group.flags()));
    }
    for (var part : alone) split.add(alone(part));
    return new Layout(split);
  }

  private static Group alone(Part part) {
    return new Group(part.label(), List.of(part), List.of("-Xmx" + heap(part)));
  }

  private static String heap(Part part) {
    return switch (part) {
      case STORE, SEARCH_NODE, SIMULATOR -> "512m";
      case BROKER, SYNC, MAILBOX, COMPOSE, CRM_LINK, SEARCH -> "256m";
      case GATEWAY -> "192m";
    };
  }
}
