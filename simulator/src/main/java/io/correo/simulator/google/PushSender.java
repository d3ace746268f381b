package io.correo.simulator.google;

import io.correo.simulator.Outbound;
import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.Wire;
import io.correo.simulator.fault.Faults;
import io.correo.simulator.mail.Later;
import io.correo.simulator.mail.Mailboxes;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Pushes what Pub/Sub would: signed, at least once, again with growing pauses until it is taken.
@Component
public class PushSender {

  private static final Logger LOG = LoggerFactory.getLogger(PushSender.class);
  private static final Set<Integer> TAKEN = Set.of(102, 200, 201, 202, 204);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 100;

  private final AtomicLong sent = new AtomicLong();
  private final Outbound outbound;
  private final PushTarget target;
  private final PushToken tokens;
  private final Faults faults;
  private final Mailboxes mailboxes;
  private final Later later;
  private final Clock clock;
  private final Duration firstPause;

  PushSender(
      Outbound outbound,
      PushTarget target,
      PushToken tokens,
      Faults faults,
      Mailboxes mailboxes,
      Later later,
      Clock clock,
      SimulatorSettings settings) {
    this.outbound = outbound;
    this.target = target;
    this.tokens = tokens;
    this.faults = faults;
    this.mailboxes = mailboxes;
    this.later = later;
    this.clock = clock;
    this.firstPause = settings.push().firstRetry();
  }

  /// Tells that the mailbox changed, as the scripted faults allow.
  void announce(String address) {
    var mailbox = mailboxes.find(address);
    if (mailbox == null || target.subscription().url().isEmpty()) {
      return;
    }
    var body = body(address, mailbox.historyId());
    var fault = faults.push(address);
    if (fault == null) {
      send(body, 0);
      return;
    }
    switch (fault.action()) {
      case LOSE -> {}
      case DUPLICATE -> {
        send(body, 0);
        later.now(() -> send(body, 0));
      }
      case DELAY, REORDER -> later.after(fault.delay(), () -> send(body, 0));
      case FORGE -> {
        forge(body, fault.variant());
        send(body, 0);
      }
      default -> send(body, 0);
    }
  }

  private void forge(byte[] body, String variant) {
    for (var kind : PushToken.FORGERIES) {
      if (variant.isEmpty() || variant.equals(kind)) {
        post(body, tokens.forged(kind));
      }
    }
  }

  /// Pushes once, now, with a token of this kind ("" for a true one); the status it was answered
  /// with, or -1.
  public int push(String address, long historyId, String forgery) {
    var token = forgery.isEmpty() ? tokens.valid() : tokens.forged(forgery);
    return post(body(address, historyId), token);
  }

  private void send(byte[] body, int attempt) {
    int status = post(body, tokens.valid());
    if (!TAKEN.contains(status) && attempt < ATTEMPTS) {
      LOG.debug("Push answered {}, attempt {}", status, attempt);
      var pause = firstPause.multipliedBy(1L << Math.min(attempt, 10));
      later.after(
          pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause,
          () -> send(body, attempt + 1));
    }
  }

  private int post(byte[] body, @Nullable String token) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put(
        "User-Agent", "APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)");
    if (token != null) {
      headers.put("Authorization", "Bearer " + token);
    }
    return outbound.post(target.subscription().url(), body, headers, PATIENCE).status();
  }

  /// Real envelopes differ: the number as number or text, field names in one case or both.
  private byte[] body(String address, long historyId) {
    long n = sent.getAndIncrement();
    var data = new LinkedHashMap<String, Object>();
    data.put("emailAddress", address);
    data.put(
        "historyId",
        n % 2 == 0
            ? new BigInteger(Long.toUnsignedString(historyId))
            : Long.toUnsignedString(historyId));
    var message = new LinkedHashMap<String, Object>();
    message.put("data", Base64.getEncoder().encodeToString(Wire.JSON.writeValueAsBytes(data)));
    var id = Long.toString(12_000_000_000_000_000L + n);
    var time = clock.instant().toString();
    if (n % 3 != 2) {
      message.put("messageId", id);
      message.put("publishTime", time);
    }
    if (n % 3 != 1) {
      message.put("message_id", id);
      message.put("publish_time", time);
    }
    return Wire.JSON.writeValueAsBytes(
        Map.of("message", message, "subscription", "projects/correo/subscriptions/gmail-push"));
  }
}
