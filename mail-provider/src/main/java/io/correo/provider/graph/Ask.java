package io.correo.provider.graph;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One request, as it is made alone or inside a batch.
///
/// @param target path and query below Graph's root, encoded
/// @param prefer what is preferred beside immutable ids, which always are
/// @param body written as JSON; null for none
record Ask(String method, String target, List<String> prefer, @Nullable Object body) {
  // On every request: an id without it changes when the message is moved.
  private static final String IMMUTABLE = "IdType=\"ImmutableId\"";

  Ask {
    prefer = List.copyOf(prefer);
  }

  static Ask get(String target) {
    return new Ask("GET", target, List.of(), null);
  }

  static Ask post(String target, @Nullable Object body) {
    return new Ask("POST", target, List.of(), body);
  }

  static Ask patch(String target, Object body) {
    return new Ask("PATCH", target, List.of(), body);
  }

  static Ask delete(String target) {
    return new Ask("DELETE", target, List.of(), null);
  }

  /// At most so many items a page.
  Ask paged(int items) {
    var more = new ArrayList<>(prefer);
    more.add("odata.maxpagesize=" + items);
    return new Ask(method, target, more, body);
  }

  Map<String, String> headers() {
    var preferred = Stream.concat(Stream.of(IMMUTABLE), prefer.stream());
    return Map.of("Prefer", preferred.collect(Collectors.joining(", ")));
  }

  /// A path of segments that are encoded one by one.
  static String path(String... segments) {
    return Stream.of(segments).map(it -> "/" + encode(it)).collect(Collectors.joining());
  }

  /// @param options names and values in turn
  static String query(String... options) {
    var query = new LinkedHashMap<String, String>();
    for (int i = 0; i < options.length; i += 2) query.put(options[i], options[i + 1]);
    return query.entrySet().stream()
        .map(option -> option.getKey() + "=" + encode(option.getValue()))
        .collect(Collectors.joining("&", "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        // Names of OData's own: `$value`, `$batch`.
        .replace("%24", "$");
  }
}
