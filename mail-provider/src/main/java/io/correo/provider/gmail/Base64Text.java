package io.correo.provider.gmail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Decodes base64 while it is read: either alphabet, padded or not, line ends ignored. Holds three
/// bytes at a time.
final class Base64Text extends InputStream {
  private final InputStream letters;
  private int bits;
  private int count;
  private boolean ended;

  /// @param letters one byte per letter
  Base64Text(InputStream letters) {
    this.letters = letters;
  }

  static InputStream decode(String text) {
    return new Base64Text(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Override
  public int read() throws IOException {
    while (count < 8) {
      var value = ended ? -1 : next();
      if (value < 0) return -1; // what is left are fill bits
      bits = (bits << 6 | value) & 0xffff;
      count += 6;
    }
    count -= 8;
    return bits >>> count & 0xff;
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
    letters.close();
  }

  private int next() throws IOException {
    while (true) {
      var letter = letters.read();
      if (letter < 0 || letter == '=') {
        // Read on to the end, so that an answer that was cut off is noticed.
        while (letter >= 0) letter = letters.read();
        ended = true;
        return -1;
      }
      if (letter >= 'A' && letter <= 'Z') return letter - 'A';
      if (letter >= 'a' && letter <= 'z') return letter - 'a' + 26;
      if (letter >= '0' && letter <= '9') return letter - '0' + 52;
      if (letter == '-' || letter == '+') return 62;
      if (letter == '_' || letter == '/') return 63;
    }
  }
}
