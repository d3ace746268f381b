package io.correo.sync.notification;

import io.correo.events.Notice;
import io.correo.service.problem.Problem;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Where Pub/Sub pushes Gmail's notices. Who sends one is judged before its body is read.
@RestController
class GoogleWebhook {
  private static final Logger log = LoggerFactory.getLogger(GoogleWebhook.class);
  private static final String PROVIDER = "google";

  private final PushTokens tokens;
  private final NoticeLog notices;
  private final JsonMapper json;
  private final Clock clock;

  GoogleWebhook(PushTokens tokens, NoticeLog notices, JsonMapper json, Clock clock) {
    this.tokens = tokens;
    this.notices = notices;
    this.json = json;
    this.clock = clock;
  }

  @PostMapping("/webhooks/google")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void push(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      InputStream body) {
    try {
      tokens.verify(authorization);
      var push = PushEnvelope.read(notices.body(body), json);
      notices.keep(
          List.of(new Notice(PROVIDER, push.address(), null, push.historyId(), clock.instant())));
      notices.count(PROVIDER, "accepted", 1);
    } catch (Problem refused) {
      log.debug("Refused a push: {}", refused.getMessage(), refused.getCause());
      notices.count(PROVIDER, refused.type().slug(), 1);
      throw refused;
    }
  }
}
