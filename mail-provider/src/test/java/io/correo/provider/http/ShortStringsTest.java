package io.correo.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortStringsTest {
  private static final int LONGEST = 5;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":"12345","b":[1234567,true,null]} | {"a":"12345","b":[1234567,true,null]}
          {"a":"1234567","b":"123456"}          | {"a":"12345","b":"12345"}
          {"longer":1,"a":""}                   | {"longe":1,"a":""}
          ["ñandú y más"]                       | ["ñandú"]
          ["1234€€"]                            | ["1234€"]
          ["1234😀😀"]                          | ["1234😀"]
          ["1234\\"67"]                         | ["1234\\""]
          ["12345\\"7"]                         | ["12345"]
          ["1234\\\\","x"]                      | ["1234\\\\","x"]
          ["12345\\\\","x"]                     | ["12345","x"]
          ["1234\\u00f1\\u00f1"]                | ["1234\\u00f1"]
          ["12345\\u0022","\\n\\n"]             | ["12345","\\n\\n"]
          """)
  void leavesOutWhatIsBeyondTheLongest(String json, String shortened) throws IOException {
    var bytes = json.getBytes(UTF_8);

    assertThat(shortened(new ByteArrayInputStream(bytes))).isEqualTo(shortened);
    // However little comes at a time.
    assertThat(shortened(dripping(bytes))).isEqualTo(shortened);
    var alone = new ShortStrings(new ByteArrayInputStream(bytes), LONGEST);
    var read = IntStream.generate(() -> next(alone)).takeWhile(it -> it >= 0).toArray();
    assertThat(read).hasSize(shortened.getBytes(UTF_8).length);
  }

  @Test
  void handsOnLittleOfATextOf150Megabytes() throws IOException {
    var text = new Repeated("<p>Hola \\u00f1</p>\\r\\n".getBytes(UTF_8), 150 << 20);
    var body = sequence("{\"content\":\"", text, "\",\"contentType\":\"html\"}");

    var counted = new Counted();
    new ShortStrings(body, 1_000_000).transferTo(counted);

    assertThat(counted.bytes).isBetween(1_000_000L, 2_000_000L);
    assertThat(counted.end()).endsWith("\",\"contentType\":\"html\"}");
  }

  private static String shortened(InputStream json) throws IOException {
    return new String(new ShortStrings(json, LONGEST).readAllBytes(), UTF_8);
  }

  private static int next(InputStream stream) {
    try {
      return stream.read();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static InputStream dripping(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(1, length));
      }
    };
  }

  private static InputStream sequence(String before, InputStream middle, String after) {
    return new java.io.SequenceInputStream(
        new ByteArrayInputStream(before.getBytes(UTF_8)),
        new java.io.SequenceInputStream(middle, new ByteArrayInputStream(after.getBytes(UTF_8))));
  }

  private static final class Repeated extends InputStream {
    private final byte[] what;
    private int left;
    private int at;

    /// Whole ones, and no more than `bytes`.
    Repeated(byte[] what, int bytes) {
      this.what = what;
      this.left = bytes / what.length * what.length;
    }

    @Override
    public int read() {
      if (left == 0) return -1;
      left--;
      return what[at++ % what.length] & 0xff;
    }
  }

  private static final class Counted extends OutputStream {
    private final byte[] last = new byte[64];
    private long bytes;

    @Override
    public void write(int next) {
      last[(int) (bytes++ % last.length)] = (byte) next;
    }

    String end() {
      var from = (int) (bytes % last.length);
      var ordered = Arrays.copyOf(last, last.length);
      for (var i = 0; i < last.length; i++) ordered[i] = last[(from + i) % last.length];
      return new String(ordered, UTF_8);
    }
  }
}
