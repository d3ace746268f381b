package io.correo.provider.gmail;

import com.google.api.services.gmail.model.MessagePart;
import com.google.api.services.gmail.model.MessagePartHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.jspecify.annotations.Nullable;

/// The header fields of a part, found whatever the case of their names, decoded (RFC 2047), on one
/// line. Nothing a sender writes makes it fail.
final class Headers {
  private static final int LONGEST = 64 * 1024;
  private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]*");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t]]+");
  private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,995}>");
  private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  Headers(@Nullable List<MessagePartHeader> headers) {
    for (var header : Objects.requireNonNullElse(headers, List.<MessagePartHeader>of())) {
      if (header.getName() == null || header.getValue() == null) continue;
      var value = header.getValue();
      fields
          .computeIfAbsent(header.getName().strip(), _ -> new ArrayList<>(1))
          .add(value.length() > LONGEST ? value.substring(0, LONGEST) : value);
    }
  }

  static Headers of(MessagePart part) {
    return new Headers(part.getHeaders());
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /// The first field of that name as it stands, unfolded.
  Optional<String> raw(String name) {
    var values = fields.get(name);
    return values == null ? Optional.empty() : Optional.of(unfold(values.getFirst()));
  }

  /// All fields of that name as they stand, unfolded.
  List<String> all(String name) {
    return fields.getOrDefault(name, List.of()).stream().map(Headers::unfold).toList();
  }

  /// The first field of that name, decoded. Empty when there is none.
  String text(String name) {
    return raw(name).map(Headers::decode).orElse("");
  }

  /// A parameter or value to compare with: lower case, without parameters.
  String token(String name) {
    var value = raw(name).orElse("");
    var end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /// Ids in angle brackets, in the order they are written.
  List<String> ids(String name) {
    var ids = new ArrayList<String>();
    for (var value : all(name)) {
      ID.matcher(value).results().forEach(match -> ids.add(match.group()));
    }
    return ids;
  }

  /// Fields whose names begin so, names in lower case.
  Map<String, String> starting(String prefix) {
    var found = new TreeMap<String, String>();
    fields.forEach(
        (name, values) -> {
          var key = name.toLowerCase(Locale.ROOT);
          if (key.startsWith(prefix)) found.put(key, decode(unfold(values.getFirst())));
        });
    return found;
  }

  static String decode(String value) {
    var decoded = value;
    if (value.contains("=?")) {
      try {
        decoded = DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT);
      } catch (RuntimeException malformed) {
        // Then it is shown as it was written.
        decoded = value;
      }
    }
    return CONTROL.matcher(unicode(decoded)).replaceAll(" ").strip();
  }

  /// Bytes of UTF-8 that somebody took for Latin-1, as headers with raw UTF-8 often arrive.
  private static String unicode(String value) {
    if (value.chars().noneMatch(c -> c >= 0x80) || value.chars().anyMatch(c -> c > 0xff)) {
      return value;
    }
    var bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    var text = new String(bytes, StandardCharsets.UTF_8);
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes) ? text : value;
  }

  private static String unfold(String value) {
    return FOLD.matcher(value).replaceAll(" ").strip();
  }
}
