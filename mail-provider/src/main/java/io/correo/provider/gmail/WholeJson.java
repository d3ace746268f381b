package io.correo.provider.gmail;

import com.google.api.client.json.JsonParser;
import com.google.api.client.json.gson.GsonFactory;
import io.correo.provider.http.ShortStrings;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Google's JSON reader takes a document that just ends for a document that is complete: a cut list
/// of changes would be a list of fewer changes. This one fails instead, and also when an answer
/// takes too long or nests deeper than any reader likes. Of a text it reads only so much.
final class WholeJson extends GsonFactory {
  private static final int DEEPEST = 200; // gson itself stops at 255, without saying why
  private final Duration timeout;
  private final int longest;
  private final Clock clock;

  /// @param longest letters read of a string; the rest is left out as it comes
  WholeJson(Duration timeout, int longest, Clock clock) {
    this.timeout = timeout;
    this.longest = longest;
    this.clock = clock;
  }

  @Override
  public JsonParser createJsonParser(InputStream in) {
    return createJsonParser(in, StandardCharsets.UTF_8);
  }

  @Override
  public JsonParser createJsonParser(InputStream in, Charset charset) {
    return super.createJsonParser(
        new ShortStrings(new Checked(in), longest), StandardCharsets.UTF_8);
  }

  /// The document nests too deeply to be read. Reading it again does not help.
  static final class TooDeep extends IOException {
    private static final long serialVersionUID = 1L;

    TooDeep() {
      super("the answer is nested more than %d levels deep".formatted(DEEPEST));
    }
  }

  private final class Checked extends FilterInputStream {
    private final Instant deadline = clock.instant().plus(timeout);
    private boolean inString;
    private boolean escaped;
    private boolean begun;
    private int depth;

    Checked(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      var count = in.read(buffer, offset, length);
      if (count < 0) {
        if (begun && (inString || depth > 0)) throw new IOException("the answer was cut off");
        return count;
      }
      if (clock.instant().isAfter(deadline)) {
        throw new IOException("the answer took longer than " + timeout);
      }
      for (int i = offset; i < offset + count; i++) follow(buffer[i]);
      return count;
    }

    // Bytes of a UTF-8 sequence are never mistaken for a quote, a brace or a backslash.
    private void follow(byte next) throws IOException {
      if (escaped) {
        escaped = false;
      } else if (inString) {
        escaped = next == '\\';
        inString = next != '"';
      } else if (next == '"') {
        inString = true;
      } else if (next == '{' || next == '[') {
        begun = true;
        if (++depth > DEEPEST) throw new TooDeep();
      } else if (next == '}' || next == ']') {
        depth--;
      }
    }
  }
}
