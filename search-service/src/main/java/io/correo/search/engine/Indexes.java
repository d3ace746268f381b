package io.correo.search.engine;

import io.correo.search.SearchSettings;
import io.correo.service.messaging.Outage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The indexes, each behind an alias that everybody reads and writes by.
@Component
public class Indexes {
  private static final String META = "_meta";
  private static final String FILLED = "filled";

  private final SearchNode node;
  private final SearchSettings settings;
  private final JsonMapper json = JsonMapper.builder().build();

  Indexes(SearchNode node, SearchSettings settings) {
    this.node = node;
    this.settings = settings;
  }

  /// The alias of an index.
  public String name(Index index) {
    return settings.prefix() + index.word();
  }

  /// An index that is there.
  ///
  /// @param identity another one for each index that ever had this name
  /// @param filled false until [#filled] was said of it: it is new, and what was told before it
  ///     existed has to be told again
  public record There(String identity, boolean filled) {}

  /// Makes an index that is not there.
  public There ensure(Index index) {
    var present = node.find("/" + name(index));
    if (present == null) {
      create(index);
      present = node.find("/" + name(index));
    }
    if (present == null) throw new Outage("An index vanished as soon as it was made", null);
    var there = present.iterator().next();
    return new There(
        there.path("settings").path("index").path("uuid").asString(),
        there.path("mappings").path(META).path(FILLED).asBoolean(false));
  }

  public void filled(Index index) {
    var meta = Map.of(META, Map.of(FILLED, true));
    node.send("PUT", "/" + name(index) + "/_mapping", Map.of(), meta);
  }

  /// What was written until now is found by searches and by deletions.
  public void refresh(Index index) {
    node.send("POST", "/" + name(index) + "/_refresh", Map.of(), null);
  }

  private void create(Index index) {
    var concrete = settings.prefix() + index.versioned();
    if (node.find("/" + concrete) != null) {
      var add = Map.of("add", Map.of("index", concrete, "alias", name(index)));
      node.send("POST", "/_aliases", Map.of(), Map.of("actions", List.of(add)));
      return;
    }
    var mappings = new LinkedHashMap<String, Object>();
    mappings.put(META, Map.of(FILLED, false));
    read(index.word() + ".json").properties().forEach(e -> mappings.put(e.getKey(), e.getValue()));
    var body =
        Map.of(
            "settings",
            Map.of(
                "number_of_shards",
                index == Index.MESSAGES ? settings.shards() : 1,
                "auto_expand_replicas",
                settings.replicas(),
                "refresh_interval",
                settings.refresh().toMillis() + "ms",
                "analysis",
                read("analysis.json")),
            "mappings",
            mappings,
            "aliases",
            Map.of(name(index), Map.of()));
    try {
      node.send("PUT", "/" + concrete, Map.of(), body);
    } catch (Refused refused) {
      // Another instance was faster.
      if (!refused.type().equals("resource_already_exists_exception")) throw refused;
    }
  }

  private JsonNode read(String file) {
    try (var stream = new ClassPathResource(file, Indexes.class).getInputStream()) {
      return json.readTree(stream);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
