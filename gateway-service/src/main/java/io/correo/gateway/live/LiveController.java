package io.correo.gateway.live;

import io.correo.events.MailboxId;
import io.correo.gateway.identity.Visitor;
import io.correo.service.caller.CallerClaims;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/// `GET /api/v1/events`: server-sent events (HTML Living Standard §9.2), read by fetch with a
/// bearer header. Ends when the token does, so that nobody listens on after signing out.
@RestController
class LiveController {
  private final LiveFeed feed;
  private final LiveSettings settings;
  private final CallerClaims claims;
  private final TokenEnd tokenEnd;

  LiveController(LiveFeed feed, LiveSettings settings, CallerClaims claims, TokenEnd tokenEnd) {
    this.feed = feed;
    this.settings = settings;
    this.claims = claims;
    this.tokenEnd = tokenEnd;
  }

  @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<Flux<ServerSentEvent<Object>>> events(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(required = false) @Nullable Set<String> types,
      @RequestParam(required = false) @Nullable String mailbox,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    var filter =
        new LiveFeed.Filter(
            types == null ? Set.of() : types, mailbox == null ? null : new MailboxId(mailbox));
    var pings =
        Flux.interval(settings.ping()).map(_ -> ServerSentEvent.builder().comment("ping").build());
    var events =
        feed.listen(Visitor.of(token, claims.tenant()), filter, lastEventId)
            .mergeWith(pings)
            .takeUntilOther(tokenEnd.of(token));
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("X-Accel-Buffering", "no")
        .body(events);
  }
}
