package io.correo.sync.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.ConnectedMailbox.State;
import io.correo.events.MailboxId;
import io.correo.events.TenantId;
import io.correo.service.caller.Caller;
import io.correo.service.caller.Operator;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import io.correo.service.problem.Problem;
import io.correo.sync.ingest.Positions;
import io.correo.sync.mailbox.Mailbox;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.schedule.Schedule;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Mailboxes as an operator sees them, whoever owns them. Those of another tenant do not exist.
@RestController
@RequestMapping("/api/v1/admin/mailboxes")
class AdminMailboxController {
  private final Mailboxes mailboxes;
  private final MailboxViews views;
  private final Positions positions;
  private final Schedule schedule;

  AdminMailboxController(
      Mailboxes mailboxes, MailboxViews views, Positions positions, Schedule schedule) {
    this.mailboxes = mailboxes;
    this.views = views;
    this.positions = positions;
    this.schedule = schedule;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Row(
      MailboxId id,
      TenantId tenant,
      String provider,
      String address,
      State state,
      String lane,
      Instant connectedAt,
      MailboxViews.Health health) {}

  @GetMapping
  Page<Row> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String tenant,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String lane,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var operator = Operator.of(caller);
    var most = PageCursor.limit(limit);
    var after = PageCursor.decode(cursor);
    var wanted = state == null ? null : state(state);
    var whose = tenant == null || tenant.isBlank() ? operator.tenant() : tenant;
    // Another tenant has no mailboxes that this operator could see, as one that does not exist.
    if (!operator.actsFor(whose)) throw Problem.notFound("tenant");
    return Page.of(
            mailboxes.page(
                whose == null ? null : new TenantId(whose), wanted, lane, after, most + 1),
            most,
            last -> new PageCursor(last.connectedAt(), last.id().value()).encode())
        .map(this::row);
  }

  @GetMapping("/{id}")
  Row one(Caller caller, @PathVariable MailboxId id) {
    return row(find(Operator.of(caller), id));
  }

  /// Tells the mailbox again, from what we know: the provider is not asked.
  @PostMapping("/{id}/republish")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Map<String, Object> republish(Caller caller, @PathVariable MailboxId id) {
    find(Operator.of(caller), id);
    positions.replay(id);
    schedule.want(id);
    return Map.of();
  }

  private Mailbox find(Operator operator, MailboxId id) {
    var mailbox = mailboxes.find(id);
    if (mailbox == null || mailbox.isErased() || !operator.actsFor(mailbox.tenant().value())) {
      throw Problem.notFound("mailbox");
    }
    return mailbox;
  }

  private static State state(String name) {
    for (var state : State.values()) {
      if (state != State.ERASED && state.wireName().equals(name)) return state;
    }
    throw Problem.invalid("state", "must be connected or needs-reauthorization");
  }

  private Row row(Mailbox mailbox) {
    return new Row(
        mailbox.id(),
        mailbox.tenant(),
        mailbox.provider(),
        mailbox.address(),
        mailbox.state(),
        mailbox.lane(),
        mailbox.connectedAt(),
        views.health(mailbox));
  }
}
