package io.correo.provider.gmail;

import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpResponseInterceptor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Cuts the connection of an answer that takes too long as a whole; a read time-out only sees one
/// that stops. Closing it lets the answer be.
final class Deadline implements HttpResponseInterceptor, AutoCloseable {
  private final ScheduledExecutorService clock;
  private final Duration timeout;
  private volatile @Nullable ScheduledFuture<?> cut;

  Deadline(ScheduledExecutorService clock, Duration timeout) {
    this.clock = clock;
    this.timeout = timeout;
  }

  @Override
  public void interceptResponse(HttpResponse response) {
    cut = clock.schedule(() -> disconnect(response), timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    var planned = cut;
    if (planned != null) planned.cancel(false);
  }

  private static @Nullable Void disconnect(HttpResponse response) throws IOException {
    response.disconnect();
    return null;
  }
}
