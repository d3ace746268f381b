package io.correo.compose.draft;

import io.correo.events.DraftId;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.service.caller.Caller;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/drafts")
class DraftController {
  private final NewDrafts beginnings;
  private final DraftEdits edits;
  private final Adoption adoption;

  DraftController(NewDrafts beginnings, DraftEdits edits, Adoption adoption) {
    this.beginnings = beginnings;
    this.edits = edits;
    this.adoption = adoption;
  }

  @PostMapping
  ResponseEntity<DraftView> create(Caller caller, @RequestBody DraftRequest request) {
    caller.require(Caller.SEND);
    var draft = beginnings.create(caller, request);
    return ResponseEntity.created(URI.create("/api/v1/drafts/" + draft.id()))
        .eTag(tag(draft))
        .body(DraftView.of(draft));
  }

  @GetMapping
  Page<DraftView> list(
      Caller caller,
      @RequestParam(required = false) @Nullable MailboxId mailbox,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    caller.require(Caller.READ);
    return edits.list(caller, mailbox, PageCursor.decode(cursor), PageCursor.limit(limit));
  }

  /// The draft a message is, taken over when it was written elsewhere.
  @GetMapping(params = "message")
  Page<DraftView> ofMessage(Caller caller, @RequestParam MessageId message) {
    caller.require(Caller.READ);
    return Page.whole(List.of(DraftView.of(adoption.open(caller, message))));
  }

  @GetMapping("/{id}")
  ResponseEntity<DraftView> get(Caller caller, @PathVariable DraftId id) {
    caller.require(Caller.READ);
    return answer(edits.require(caller, id));
  }

  @PutMapping("/{id}")
  ResponseEntity<DraftView> edit(
      Caller caller,
      @PathVariable DraftId id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(name = "close", required = false) @Nullable String close,
      @RequestBody DraftRequest.Edit edit) {
    caller.require(Caller.SEND);
    var closing = close != null && !close.equals("false");
    return answer(edits.edit(caller, id, IfMatch.version(ifMatch), edit, closing));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> discard(Caller caller, @PathVariable DraftId id) {
    caller.require(Caller.SEND);
    edits.discard(caller, id);
    return ResponseEntity.noContent().build();
  }

  private static ResponseEntity<DraftView> answer(Draft draft) {
    return ResponseEntity.ok().eTag(tag(draft)).body(DraftView.of(draft));
  }

  private static String tag(Draft draft) {
    return "\"" + draft.version() + "\"";
  }
}
