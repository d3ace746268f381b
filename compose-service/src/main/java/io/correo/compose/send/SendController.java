package io.correo.compose.send;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.DraftId;
import io.correo.events.OutgoingMail;
import io.correo.events.SendId;
import io.correo.service.caller.Caller;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import io.correo.service.problem.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class SendController {
  private final SendRequests requests;

  SendController(SendRequests requests) {
    this.requests = requests;
  }

  @PostMapping("/drafts/{id}/send")
  ResponseEntity<Accepted> send(
      Caller caller,
      @PathVariable DraftId id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) @Nullable SendRequest request) {
    caller.require(Caller.SEND);
    var send =
        requests.accept(
            caller, id, SendRequest.key(key), request == null ? SendRequest.PLAIN : request);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/sends/" + send.id()))
        .body(
            new Accepted(
                send.id(), send.state().wire().wireName(), send.undoUntil(), send.sendAt()));
  }

  @GetMapping("/sends/{id}")
  SendView get(Caller caller, @PathVariable SendId id) {
    caller.require(Caller.READ);
    return SendView.of(requests.require(caller, id));
  }

  @GetMapping("/sends")
  Page<SendView> list(
      Caller caller,
      @RequestParam(defaultValue = "scheduled") String state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    caller.require(Caller.READ);
    var wanted =
        Arrays.stream(OutgoingMail.State.values())
            .filter(known -> known.wireName().equals(state))
            .findFirst()
            .orElseThrow(() -> Problem.invalid("state", "is not a state of sends"));
    return requests.list(caller, wanted, PageCursor.decode(cursor), PageCursor.limit(limit));
  }

  @PatchMapping("/sends/{id}")
  SendView reschedule(Caller caller, @PathVariable SendId id, @RequestBody Reschedule change) {
    caller.require(Caller.SEND);
    if (change.sendAt() == null) throw Problem.invalid("sendAt", "is missing");
    return SendView.of(requests.reschedule(caller, id, change.sendAt()));
  }

  @PostMapping("/sends/{id}/cancel")
  Cancelled cancel(Caller caller, @PathVariable SendId id) {
    caller.require(Caller.SEND);
    var send = requests.cancel(caller, id);
    return new Cancelled(send.draft(), send.state().wire().wireName());
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Accepted(
      SendId send, String state, @Nullable Instant undoUntil, @Nullable Instant sendAt) {}

  record Reschedule(@Nullable Instant sendAt) {}

  record Cancelled(DraftId draft, String state) {}
}
