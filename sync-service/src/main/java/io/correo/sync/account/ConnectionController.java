package io.correo.sync.account;

import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.events.UserId;
import io.correo.provider.MailProviders;
import io.correo.service.caller.Caller;
import io.correo.service.problem.Problem;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Connecting a mailbox over HTTP.
@RestController
class ConnectionController {
  private final Connecting connecting;
  private final MyMailboxes mine;
  private final MailboxViews views;
  private final MailProviders providers;

  ConnectionController(
      Connecting connecting, MyMailboxes mine, MailboxViews views, MailProviders providers) {
    this.connecting = connecting;
    this.mine = mine;
    this.views = views;
    this.providers = providers;
  }

  record Start(@Nullable String provider, @Nullable URI returnTo, @Nullable String loginHint) {}

  record Again(@Nullable URI returnTo) {}

  @PostMapping("/api/v1/mailboxes/connections")
  @ResponseStatus(HttpStatus.CREATED)
  Connecting.Asked start(Caller caller, @RequestBody Start start) {
    caller.require(Caller.READ);
    return connecting.ask(
        new TenantId(caller.tenant()),
        new UserId(caller.subject()),
        known(start.provider()),
        required(start.returnTo()),
        start.loginHint(),
        null);
  }

  @PostMapping("/api/v1/mailboxes/{id}/reauthorization")
  @ResponseStatus(HttpStatus.CREATED)
  Connecting.Asked again(Caller caller, @PathVariable MailboxId id, @RequestBody Again again) {
    var mailbox = mine.toChange(caller, id);
    return connecting.ask(
        mailbox.tenant(),
        new UserId(caller.subject()),
        mailbox.provider(),
        required(again.returnTo()),
        mailbox.address(),
        mailbox.id());
  }

  @PostMapping("/api/v1/mailboxes/connections/{state}/completion")
  ResponseEntity<MailboxViews.View> complete(Caller caller, @PathVariable String state) {
    caller.require(Caller.READ);
    var completed =
        connecting.complete(new TenantId(caller.tenant()), new UserId(caller.subject()), state);
    return ResponseEntity.status(completed.created() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(views.of(completed.mailbox()));
  }

  /// The browser comes back from the provider. Nobody is signed in here: the code is only kept.
  @GetMapping("/oauth/{provider}/callback")
  ResponseEntity<Void> callback(
      @PathVariable String provider,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String error) {
    if (code == null && error == null) throw Problem.invalid("code", "is missing");
    var next = connecting.answered(known(provider), state, error == null ? code : null, error);
    return ResponseEntity.status(HttpStatus.FOUND)
        .location(next)
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }

  private String known(@Nullable String name) {
    for (var provider : providers.all()) {
      if (provider.name().equals(name)) return provider.name();
    }
    throw Problem.invalid("provider", "is not one we know");
  }

  private static URI required(@Nullable URI returnTo) {
    if (returnTo == null) throw Problem.invalid("returnTo", "is missing");
    return returnTo;
  }
}
