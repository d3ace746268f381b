package io.correo.compose.attachment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;

/// Stops reading at a limit: a length header may be missing or lie.
public final class CountedStream extends FilterInputStream {
  private long left;

  public CountedStream(InputStream in, long limit) {
    super(in);
    this.left = limit;
  }

  @Override
  public int read() throws IOException {
    var next = super.read();
    if (next >= 0) count(1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var n = super.read(buffer, offset, length);
    if (n > 0) count(n);
    return n;
  }

  private void count(int n) throws TooLong {
    left -= n;
    if (left < 0) throw new TooLong();
  }

  public static final class TooLong extends IOException {
    @Serial private static final long serialVersionUID = 1L;
  }
}
