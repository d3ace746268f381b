package io.correo.provider.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.correo.provider.OutgoingMessage.File;
import io.correo.provider.ProviderCalls;
import io.correo.provider.graph.StubGraph.Seen;
import io.correo.provider.resilience.ResilientCalls;
import io.correo.provider.simulated.Outside;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Large files go up in ranges, and never lie in memory.
class GraphUploadTest {
  private static final long LARGE = 150L << 20;
  private static final int RANGE = 3_932_160;
  private final AtomicLong arrived = new AtomicLong();
  private final AtomicLong furthestAhead = new AtomicLong();
  private boolean losesAnAnswer;

  @Test
  void uploadsAHundredAndFiftyMegabytesAFewAtATime() {
    try (var graph = new StubGraph(this::answer)) {
      var sender = graph.provider(ProviderCalls.DIRECT).sender();

      sender.create(StubGrant.ANA, StubGrant.message(file(LARGE)));

      assertThat(arrived).hasValue(LARGE);
      // What was read of the file and has not left yet.
      assertThat(furthestAhead.get()).isLessThanOrEqualTo(RANGE);
      assertThat(graph.seen())
          .filteredOn(it -> it.method().equals("PUT"))
          .hasSizeGreaterThan(37)
          // The address is a secret of its own; our token is none of its host's business.
          .allMatch(it -> it.header("Authorization").isEmpty())
          .allMatch(it -> Long.parseLong(it.header("Content-Length")) < 4_000_000);
    }
  }

  @Test
  void putsNoRangeTwiceWhoseAnswerWasLost() {
    losesAnAnswer = true;
    try (var graph = new StubGraph(this::answer)) {
      var calls =
          new ResilientCalls("microsoft", Outside.settings(Map.of()).calls(), Clock.systemUTC());

      graph.provider(calls).sender().create(StubGrant.ANA, StubGrant.message(file(3L * RANGE)));

      assertThat(arrived).hasValue(3L * RANGE);
      assertThat(graph.seen()).filteredOn(it -> it.method().equals("PUT")).hasSize(3);
    }
  }

  private void answer(Seen request, HttpExchange exchange) throws IOException {
    if (request.is("POST", "/messages")) {
      StubGraph.json(exchange, 201, "{\"id\":\"d1\",\"isDraft\":true,\"conversationId\":\"c1\"}");
    } else if (request.is("POST", "/createUploadSession")) {
      var url = "http://localhost:%d/up".formatted(exchange.getLocalAddress().getPort());
      StubGraph.json(exchange, 201, "{\"uploadUrl\":\"%s\"}".formatted(url));
    } else if (request.is("GET", "/up")) {
      StubGraph.json(exchange, 200, "{\"nextExpectedRanges\":[\"%d-\"]}".formatted(arrived.get()));
    } else {
      assertThat(request.header("Content-Range")).startsWith("bytes %d-".formatted(arrived.get()));
      arrived.addAndGet(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
      // Closed without an answer.
      if (losesAnAnswer && arrived.get() == 2L * RANGE) return;
      StubGraph.json(exchange, 200, "{\"NextExpectedRanges\":[\"%d\"]}".formatted(arrived.get()));
    }
  }

  private File file(long size) {
    var opened = new AtomicLong();
    return new File(
        "film.bin",
        "application/octet-stream",
        size,
        null,
        // First for its digest, then to be sent.
        () -> new Zeros(size, opened.incrementAndGet() == 2));
  }

  private final class Zeros extends InputStream {
    private final long size;
    private final boolean sent;
    private long read;

    Zeros(long size, boolean sent) {
      this.size = size;
      this.sent = sent;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read by blocks");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (read == size) return -1;
      var count = (int) Math.min(length, size - read);
      java.util.Arrays.fill(buffer, offset, offset + count, (byte) 0);
      read += count;
      if (sent) furthestAhead.accumulateAndGet(read - arrived.get(), Math::max);
      return count;
    }
  }
}
