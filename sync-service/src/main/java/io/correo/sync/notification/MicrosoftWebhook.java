package io.correo.sync.notification;

import io.correo.events.MailboxId;
import io.correo.events.Notice;
import io.correo.service.problem.Problem;
import io.correo.sync.grant.ClientStates;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/// Where Microsoft Graph posts its notices, and what it has to say about our subscriptions.
///
/// One post may carry notices of several mailboxes. Each is judged by itself, by its client state:
/// forged ones are counted and passed over, the others are kept. A post of nothing but forged
/// ones is answered like any other, because Graph sends again what it gets no 2xx for and, after
/// enough of that, stops telling this address anything: whoever forges must not achieve that.
@RestController
@RequestMapping({"/webhooks/microsoft", "/webhooks/microsoft/lifecycle"})
class MicrosoftWebhook {
  private static final Logger log = LoggerFactory.getLogger(MicrosoftWebhook.class);
  private static final String PROVIDER = "microsoft";
  private static final int LONGEST_TOKEN = 2048;
  private static final MediaType PLAIN =
      new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

  private final ClientStates states;
  private final NoticeLog notices;
  private final JsonMapper json;
  private final Clock clock;

  MicrosoftWebhook(ClientStates states, NoticeLog notices, JsonMapper json, Clock clock) {
    this.states = states;
    this.notices = notices;
    this.json = json;
    this.clock = clock;
  }

  /// Graph makes sure that we are here and want its notices. Anybody may ask, so what comes back
  /// must not be a page in anybody's browser.
  @PostMapping(params = "validationToken")
  ResponseEntity<String> handshake(@RequestParam String validationToken) {
    if (validationToken.length() > LONGEST_TOKEN) {
      throw Problem.invalid("validationToken", "is longer than any that Graph sends");
    }
    return ResponseEntity.ok()
        .contentType(PLAIN)
        .header("X-Content-Type-Options", "nosniff")
        .body(HtmlUtils.htmlEscape(validationToken));
  }

  @PostMapping(params = "!validationToken")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void push(InputStream body) {
    try {
      judge(GraphNotice.readAll(notices.body(body), json));
    } catch (Problem refused) {
      log.debug("Refused a push: {}", refused.getMessage(), refused.getCause());
      notices.count(PROVIDER, refused.type().slug(), 1);
      throw refused;
    }
  }

  private void judge(Iterable<GraphNotice> posted) {
    var now = clock.instant();
    var good = new LinkedHashSet<Notice>();
    for (var notice : posted) {
      // Graph sends one of nothing, to see whether it is answered.
      if (notice.isTrial()) continue;
      var mailbox = states.verified(notice.clientState());
      if (mailbox == null) notices.count(PROVIDER, "forged", 1);
      else good.add(about(mailbox, notice, now));
    }
    notices.keep(good);
    notices.count(PROVIDER, "accepted", good.size());
  }

  private static Notice about(MailboxId mailbox, GraphNotice posted, Instant now) {
    return new Notice(PROVIDER, null, mailbox, posted.message(), now, posted.lifecycle());
  }
}
