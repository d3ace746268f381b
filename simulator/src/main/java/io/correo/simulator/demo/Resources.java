package io.correo.simulator.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The files of `demo/` on the class path.
final class Resources {

  List<Node> list(String path) {
    Iterable<?> items = yaml().load(text(path));
    var nodes = new ArrayList<Node>();
    items.forEach(item -> nodes.add(Node.of(item)));
    return nodes;
  }

  Node map(String path) {
    Object map = yaml().load(text(path));
    return Node.of(map);
  }

  String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  byte[] bytes(String path) {
    try (var in = Resources.class.getResourceAsStream("/demo/" + path)) {
      if (in == null) throw new IllegalArgumentException("no demo resource " + path);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Yaml yaml() {
    return new Yaml(new SafeConstructor(new LoaderOptions()));
  }
}
