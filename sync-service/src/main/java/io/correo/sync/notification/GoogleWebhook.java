package io.correo.sync.notification;

import io.correo.events.Address;
import io.correo.events.Notice;
import io.correo.events.Topics;
import io.correo.service.messaging.Publisher;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.KafkaException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Where Pub/Sub pushes Gmail's notices. A notice is on the topic before the answer, and nothing
/// else happens before it: no store, no provider, no look at the mailbox.
@RestController
class GoogleWebhook {
  private static final Logger log = LoggerFactory.getLogger(GoogleWebhook.class);
  private static final String PROVIDER = "google";
  private static final int LONGEST = 64 * 1024;

  private final PushTokens tokens;
  private final Publisher publisher;
  private final PushSettings settings;
  private final JsonMapper json;
  private final MeterRegistry meters;
  private final Clock clock;

  GoogleWebhook(
      PushTokens tokens,
      Publisher publisher,
      PushSettings settings,
      JsonMapper json,
      MeterRegistry meters,
      Clock clock) {
    this.tokens = tokens;
    this.publisher = publisher;
    this.settings = settings;
    this.json = json;
    this.meters = meters;
    this.clock = clock;
  }

  @PostMapping("/webhooks/google")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void push(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      @RequestBody byte[] body) {
    try {
      tokens.verify(authorization);
      if (body.length > LONGEST) {
        throw new Problem(ProblemType.PAYLOAD_TOO_LARGE, "No notice is that long.");
      }
      keep(PushEnvelope.read(body, json));
      count("accepted");
    } catch (Problem refused) {
      log.debug("Refused a push: {}", refused.getMessage(), refused.getCause());
      count(refused.type().slug());
      throw refused;
    }
  }

  private void keep(PushEnvelope push) {
    var notice = new Notice(PROVIDER, push.address(), null, push.historyId(), clock.instant());
    try {
      publisher
          .send(Topics.NOTIFICATIONS, Address.of(push.address()).key(), notice)
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

  private static Problem notKept(Exception cause) {
    var problem = new Problem(ProblemType.SERVICE_UNAVAILABLE, "The notice cannot be kept now.");
    problem.initCause(cause);
    return problem;
  }

  private void count(String outcome) {
    meters.counter("correo.notices", "provider", PROVIDER, "outcome", outcome).increment();
  }
}
