package io.correo.simulator.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A mapping of a demo script, read with the types the script means.
record Node(Map<String, Object> fields) {

  static Node of(@Nullable Object yaml) {
    if (!(yaml instanceof Map<?, ?> map)) throw new IllegalArgumentException("no map: " + yaml);
    var fields = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> fields.put(String.valueOf(key), value));
    return new Node(fields);
  }

  boolean has(String key) {
    return fields.get(key) != null;
  }

  String text(String key) {
    var value = fields.get(key);
    if (value == null) throw new IllegalArgumentException("'" + key + "' is missing in " + fields);
    return value.toString();
  }

  String text(String key, String fallback) {
    return has(key) ? text(key) : fallback;
  }

  boolean flag(String key) {
    return Boolean.TRUE.equals(fields.get(key));
  }

  /// Whether the script says no, where saying nothing means yes.
  boolean refuses(String key) {
    return Boolean.FALSE.equals(fields.get(key));
  }

  /// A single value stands for a list of one; an absent one for an empty list.
  List<String> texts(String key) {
    return values(key).stream().map(String::valueOf).toList();
  }

  List<Node> nodes(String key) {
    return values(key).stream().map(Node::of).toList();
  }

  private List<Object> values(String key) {
    var value = fields.get(key);
    if (value == null) return List.of();
    return value instanceof List<?> list ? new ArrayList<>(list) : List.of(value);
  }
}
