package io.correo.provider.graph;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/// A body that is sent at most once. Without it OkHttp itself repeats a request after a 503 with
/// `Retry-After: 0`, a 408 or a connection lost half-way: a repeated POST is a second mail.
final class OneShot extends RequestBody {
  private final @Nullable MediaType type;
  private final byte[] bytes;
  private final int length;

  OneShot(@Nullable MediaType type, byte[] bytes, int length) {
    this.type = type;
    this.bytes = bytes;
    this.length = length;
  }

  static OneShot of(MediaType type, byte[] bytes) {
    return new OneShot(type, bytes, bytes.length);
  }

  @Override
  public @Nullable MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(bytes, 0, length);
  }
}
