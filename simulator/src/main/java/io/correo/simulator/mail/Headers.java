package io.correo.simulator.mail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.jspecify.annotations.Nullable;

/// The header block of a raw message, read leniently: any bytes give a list, perhaps an empty one.
public final class Headers {

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private final byte[] raw;
  private final List<Field> fields = new ArrayList<>();
  private int end;

  private Headers(byte[] raw) {
    this.raw = raw;
    read();
  }

  public static Headers of(byte[] raw) {
    return new Headers(raw);
  }

  /// @param value unfolded, not decoded
  /// @param start where the field begins in the raw message
  /// @param end where the next line begins
  public record Field(String name, String value, int start, int end) {

    /// The value with its encoded words (RFC 2047) decoded, as Gmail shows it.
    public String decoded() {
      if (!value.contains("=?")) {
        return value;
      }
      try {
        return DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT);
      } catch (RuntimeException unknownCharset) {
        return value;
      }
    }
  }

  public List<Field> all() {
    return fields;
  }

  public @Nullable String first(String name) {
    for (var field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return null;
  }

  /// The decoded value, or "" when there is none.
  public String text(String name) {
    for (var field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.decoded();
      }
    }
    return "";
  }

  /// Every address in the fields of this name.
  public List<Address> addresses(String name) {
    var found = new ArrayList<Address>();
    for (var field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        found.addAll(Address.list(field.value()));
      }
    }
    return found;
  }

  /// The message without the fields of these names (lower case) and with these lines on top.
  public byte[] rewritten(Set<String> without, List<String> first) {
    var out = new ByteArrayOutputStream(raw.length + 200);
    for (var line : first) {
      out.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
    int from = fields.isEmpty() ? 0 : fields.getFirst().start();
    for (var field : fields) {
      if (without.contains(field.name().toLowerCase(Locale.ROOT))) {
        out.write(raw, from, field.start() - from);
        from = field.end();
      }
    }
    if (fields.isEmpty() && end == 0 && !startsWithLineEnd()) {
      out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    out.write(raw, from, raw.length - from);
    return out.toByteArray();
  }

  /// Where the header block ends: the length of the bytes before the empty line.
  public int end() {
    return end;
  }

  private boolean startsWithLineEnd() {
    return raw.length > 0 && (raw[0] == '\r' || raw[0] == '\n');
  }

  private void read() {
    int at = startsWith("From ") ? lineEnd(0) : 0;
    while (at < raw.length) {
      int next = lineEnd(at);
      while (next < raw.length && (raw[next] == ' ' || raw[next] == '\t') && !blank(next)) {
        next = lineEnd(next);
      }
      int colon = colon(at, next);
      if (colon < 0) {
        break;
      }
      var name = new String(raw, at, colon - at, StandardCharsets.ISO_8859_1).strip();
      var value = text(raw, colon + 1, next).replaceAll("\\r?\\n(?=[ \\t])", "").strip();
      fields.add(new Field(name, value.replaceAll("[\\r\\n]+", " "), at, next));
      at = next;
    }
    end = at;
  }

  private int colon(int from, int to) {
    for (int i = from; i < to; i++) {
      int c = raw[i];
      if (c == ':') {
        return i == from ? -1 : i;
      }
      if (c <= ' ' && !(c == ' ' && onlySpacesBeforeColon(i, to)) || c == 127) {
        return -1;
      }
    }
    return -1;
  }

  private boolean onlySpacesBeforeColon(int from, int to) {
    int i = from;
    while (i < to && raw[i] == ' ') {
      i++;
    }
    return i < to && raw[i] == ':';
  }

  private boolean blank(int from) {
    for (int i = from; i < raw.length && raw[i] != '\n'; i++) {
      if (raw[i] != ' ' && raw[i] != '\t' && raw[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private int lineEnd(int from) {
    for (int i = from; i < raw.length; i++) {
      if (raw[i] == '\n') {
        return i + 1;
      }
    }
    return raw.length;
  }

  private boolean startsWith(String text) {
    if (raw.length < text.length()) {
      return false;
    }
    return new String(raw, 0, text.length(), StandardCharsets.ISO_8859_1).equals(text);
  }

  /// Bytes that declare no charset: UTF-8 if they are, else what old mailers wrote.
  static String text(byte[] bytes, int from, int to) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, from, to - from, WINDOWS);
    }
  }
}
