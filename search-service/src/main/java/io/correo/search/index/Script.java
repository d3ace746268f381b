package io.correo.search.index;

import io.correo.search.engine.SearchNode.Write;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/// How a document takes what comes: a script beside this class, which compares revisions, so that
/// order and repetition do not matter.
final class Script {
  // Two topics may tell about one message at the same moment.
  private static final int RETRIES = 8;

  private final String source;

  private Script(String source) {
    this.source = source;
  }

  static Script named(String file) {
    try {
      return new Script(
          new ClassPathResource(file, Script.class).getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Write write(String index, String id, @Nullable String routing, Map<String, ?> params) {
    var target = new HashMap<String, Object>();
    target.put("_index", index);
    target.put("_id", id);
    target.put("retry_on_conflict", RETRIES);
    if (routing != null) target.put("routing", routing);
    return new Write(
        "update",
        target,
        Map.of("script", with(params), "scripted_upsert", true, "upsert", Map.of()));
  }

  Map<String, Object> with(Map<String, ?> params) {
    return Map.of("lang", "painless", "source", source, "params", params);
  }
}
