package io.correo.provider.mime;

import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
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
public final class Headers {
  private static final int LONGEST = 64 * 1024;
  private static final int LONGEST_ID = 998;
  private static final int MOST_REFERENCES = 200;
  private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]*");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t]]+");
  private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,995}>");
  private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /// @param headers as they were received, in their order; what has no name or value is left out
  public Headers(List<Field> headers) {
    for (var header : headers) {
      if (header.name() == null || header.value() == null) continue;
      var value = header.value();
      fields
          .computeIfAbsent(header.name().strip(), _ -> new ArrayList<>(1))
          .add(value.length() > LONGEST ? value.substring(0, LONGEST) : value);
    }
  }

  public record Field(@Nullable String name, @Nullable String value) {}

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /// The first field of that name as it stands, unfolded.
  public Optional<String> raw(String name) {
    var values = fields.get(name);
    return values == null ? Optional.empty() : Optional.of(unfold(values.getFirst()));
  }

  /// All fields of that name as they stand, unfolded.
  public List<String> all(String name) {
    return fields.getOrDefault(name, List.of()).stream().map(Headers::unfold).toList();
  }

  /// The first field of that name, decoded. Empty when there is none.
  public String text(String name) {
    return raw(name).map(Headers::decode).orElse("");
  }

  /// A parameter or value to compare with: lower case, without parameters.
  public String token(String name) {
    var value = raw(name).orElse("");
    var end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /// Ids in angle brackets, in the order they are written.
  public List<String> ids(String name) {
    var ids = new ArrayList<String>();
    for (var value : all(name)) {
      ID.matcher(value).results().forEach(match -> ids.add(match.group()));
    }
    return ids;
  }

  /// The Message-ID with its angle brackets; null when there is none that can be one.
  public @Nullable String messageId() {
    var inBrackets = ids("Message-ID");
    if (!inBrackets.isEmpty()) return inBrackets.getFirst();
    var bare = text("Message-ID");
    return bare.isBlank() || bare.length() > LONGEST_ID ? null : "<%s>".formatted(bare);
  }

  /// The message this one answers; null when it answers none.
  public @Nullable String inReplyTo() {
    var ids = ids("In-Reply-To");
    return ids.isEmpty() ? null : ids.getFirst();
  }

  /// What it refers to, oldest first, the message it answers last.
  public List<String> references() {
    var ids = new LinkedHashSet<>(ids("References"));
    ids.addAll(ids("In-Reply-To"));
    return ids.stream().skip(Math.max(0, ids.size() - MOST_REFERENCES)).toList();
  }

  /// A parameter of Content-Type or Content-Disposition, put together and decoded (RFC 2231). Empty
  /// when there is none that can be read.
  public String parameter(String header, String name) {
    var value = raw(header).orElse("");
    try {
      var parameters =
          header.equalsIgnoreCase("Content-Type")
              ? new ContentType(value).getParameterList()
              : new ContentDisposition(value).getParameterList();
      var found = parameters == null ? null : parameters.get(name);
      return found == null ? "" : found;
    } catch (ParseException malformed) {
      return loose(value, name);
    }
  }

  private static String loose(String value, String name) {
    var match =
        Pattern.compile("(?i)\\b" + name + "\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))").matcher(value);
    if (!match.find()) return "";
    return Objects.requireNonNullElse(
        match.group(1), Objects.requireNonNullElse(match.group(2), ""));
  }

  /// Fields whose names begin so, names in lower case.
  public Map<String, String> starting(String prefix) {
    var found = new TreeMap<String, String>();
    fields.forEach(
        (name, values) -> {
          var key = name.toLowerCase(Locale.ROOT);
          if (key.startsWith(prefix)) found.put(key, decode(unfold(values.getFirst())));
        });
    return found;
  }

  public static String decode(String value) {
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
