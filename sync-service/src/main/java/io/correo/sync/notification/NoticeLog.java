package io.correo.sync.notification;

import io.correo.events.Address;
import io.correo.events.Notice;
import io.correo.events.Topics;
import io.correo.service.messaging.Publisher;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;

/// Puts verified notices on their topic. They are safe there before the provider gets its answer,
/// and nothing else happens before it: no store, no provider, no look at the mailbox.
@Component
@EnableConfigurationProperties(NoticeSettings.class)
class NoticeLog {
  private final Publisher publisher;
  private final NoticeSettings settings;
  private final MeterRegistry meters;

  NoticeLog(Publisher publisher, NoticeSettings settings, MeterRegistry meters) {
    this.publisher = publisher;
    this.settings = settings;
    this.meters = meters;
  }

  /// Reads the body of a push: no further than one can be long, whatever its headers say, and no
  /// longer than one may take, because it holds a place that others need.
  byte[] body(InputStream push) {
    var longest = settings.longest().toBytes();
    var end = System.nanoTime() + settings.dawdling().toNanos();
    var body = new ByteArrayOutputStream();
    var piece = new byte[4096];
    try {
      for (var n = push.read(piece); n >= 0; n = push.read(piece)) {
        body.write(piece, 0, n);
        if (body.size() > longest) {
          throw new Problem(ProblemType.PAYLOAD_TOO_LARGE, "No push is that long.");
        }
        if (System.nanoTime() > end) throw unread("The push took too long to arrive.", null);
      }
    } catch (IOException stalledOrGone) {
      throw unread("The push did not arrive as a whole.", stalledOrGone);
    }
    return body.toByteArray();
  }

  /// @throws Problem 503 when not all of them could be kept: the provider sends all of them again
  void keep(Collection<Notice> notices) {
    try {
      var sent = new ArrayList<CompletableFuture<Void>>();
      for (var notice : notices) {
        var one = publisher.send(Topics.NOTIFICATIONS, key(notice), notice);
        // Each send may wait for a broker that is gone: the first that fails speaks for all.
        if (one.isCompletedExceptionally()) one.get();
        sent.add(one);
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
          .get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException
        | KafkaException
        | org.apache.kafka.common.KafkaException
        | TimeoutException down) {
      throw notKept(down);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw notKept(stopping);
    }
  }

  void count(String provider, String outcome, int times) {
    meters.counter("correo.notices", "provider", provider, "outcome", outcome).increment(times);
  }

  private static String key(Notice notice) {
    return notice.mailbox() == null
        ? Address.of(Objects.requireNonNull(notice.address())).key()
        : notice.mailbox().value();
  }

  private static Problem unread(String why, @Nullable IOException cause) {
    var problem = new Problem(ProblemType.INVALID_REQUEST, why);
    problem.initCause(cause);
    return problem;
  }

  private static Problem notKept(Exception cause) {
    var problem = new Problem(ProblemType.SERVICE_UNAVAILABLE, "The notice cannot be kept now.");
    problem.initCause(cause);
    return problem;
  }
}
