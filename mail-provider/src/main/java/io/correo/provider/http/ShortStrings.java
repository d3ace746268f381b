package io.correo.provider.http;

import java.io.IOException;
import java.io.InputStream;

/// A JSON document in which no string is longer than so many characters: what is beyond is left out
/// as it comes. A message's text is one string, of up to 150 MB, of which only the beginning is
/// kept; a parser would hold all of it several times over.
public final class ShortStrings extends InputStream {
  /// Whatever is kept of a text: names, ids, addresses and tokens are shorter, and stay whole.
  public static final int NO_TEXT = 64 * 1024;

  private final InputStream json;
  private final int longest;
  private boolean inString;
  private boolean escaped;
  private int digits;
  private int length;
  private boolean kept;

  /// @param json in UTF-8
  /// @param longest in characters as JSON writes them: one that is escaped is one
  public ShortStrings(InputStream json, int longest) {
    this.json = json;
    this.longest = longest;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) return 0;
    while (true) {
      var count = json.read(buffer, offset, length);
      if (count < 0) return count;
      var end = offset;
      for (var i = offset; i < offset + count; i++) {
        if (keeps(buffer[i])) buffer[end++] = buffer[i];
      }
      if (end > offset) return end - offset;
    }
  }

  @Override
  public void close() throws IOException {
    json.close();
  }

  private boolean keeps(byte next) {
    if (!inString) {
      inString = next == '"';
      length = 0;
      return true;
    }
    if (digits > 0) {
      digits--;
      return kept;
    }
    if (escaped) {
      escaped = false;
      digits = next == 'u' ? 4 : 0;
      return kept;
    }
    if (next == '"') {
      inString = false;
      return true;
    }
    // The rest of a character that takes several bytes.
    if ((next & 0xc0) == 0x80) return kept;
    kept = length < longest;
    if (kept) length++;
    escaped = next == '\\';
    return kept;
  }
}
