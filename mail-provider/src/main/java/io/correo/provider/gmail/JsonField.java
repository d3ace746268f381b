package io.correo.provider.gmail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The letters of one string of a JSON object, as a stream: attachments come as megabytes of base64
/// inside JSON, and are never held whole. Only for strings of ASCII letters.
final class JsonField extends InputStream {
  private static final int LONGEST_NAME = 256;
  private final InputStream json;
  private boolean open;
  private boolean ended;

  private JsonField(InputStream json) {
    this.json = json;
  }

  /// @return positioned at the first letter; empty when there is no such string
  static InputStream of(InputStream json, String name) throws IOException {
    var field = new JsonField(json);
    field.seek(name);
    return field;
  }

  @Override
  public int read() throws IOException {
    if (!open || ended) return -1;
    var next = must();
    if (next == '"') {
      ended = true;
      return -1;
    }
    if (next != '\\') return next;
    var escaped = must();
    return escaped == 'u' ? unicode() : escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) return 0;
    int done = 0;
    while (done < length) {
      var next = read();
      if (next < 0) return done == 0 ? -1 : done;
      buffer[offset + done++] = (byte) next;
    }
    return done;
  }

  @Override
  public void close() throws IOException {
    json.close();
  }

  private void seek(String name) throws IOException {
    int depth = 0;
    var last = "";
    boolean value = false;
    while (true) {
      var next = json.read();
      if (next < 0) {
        if (depth != 0 || last.isEmpty()) throw new IOException("the answer was cut off");
        return;
      }
      switch (next) {
        case '{', '[' -> {
          depth++;
          value = false;
        }
        case '}', ']' -> depth--;
        case ':' -> value = depth == 1;
        case ',' -> value = false;
        case '"' -> {
          if (value && last.equals(name)) {
            open = true;
            return;
          }
          last = string();
        }
        default -> {
          if (depth == 0 && !Character.isWhitespace(next)) {
            throw new IOException("the answer is no JSON object");
          }
        }
      }
    }
  }

  /// Reads a string to its end; keeps what could be a name.
  private String string() throws IOException {
    var letters = new ByteArrayOutputStream(32);
    while (true) {
      var next = must();
      if (next == '"') return letters.toString(StandardCharsets.UTF_8);
      if (next == '\\') next = must();
      if (letters.size() < LONGEST_NAME) letters.write(next);
    }
  }

  private int unicode() throws IOException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      var digit = Character.digit(must(), 16);
      if (digit < 0) throw new IOException("the answer is no JSON");
      code = code << 4 | digit;
    }
    return code & 0xff;
  }

  private int must() throws IOException {
    var next = json.read();
    if (next < 0) throw new IOException("the answer was cut off");
    return next;
  }
}
