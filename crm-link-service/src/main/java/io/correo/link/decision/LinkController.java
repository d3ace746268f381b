package io.correo.link.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.ConnectedMailbox;
import io.correo.events.LinkDecision;
import io.correo.events.LinkReason;
import io.correo.events.MessageId;
import io.correo.events.RecordRef;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.UserId;
import io.correo.link.directory.Directory;
import io.correo.link.review.Reviews;
import io.correo.service.caller.Caller;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Links by hand, and why a message is linked or not.
@RestController
class LinkController {
  private final Decisions decisions;
  private final Mailboxes mailboxes;
  private final ManualLinks manual;
  private final Directory directory;
  private final Reviews reviews;
  private final Linking linking;

  LinkController(
      Decisions decisions,
      Mailboxes mailboxes,
      ManualLinks manual,
      Directory directory,
      Reviews reviews,
      Linking linking) {
    this.decisions = decisions;
    this.mailboxes = mailboxes;
    this.manual = manual;
    this.directory = directory;
    this.reviews = reviews;
    this.linking = linking;
  }

  @PutMapping("/api/v1/threads/{id}/links")
  Links link(Caller caller, @PathVariable String id, @RequestBody Target target) {
    var tenant = new TenantId(caller.tenant());
    var thread = mine(caller, tenant, id);
    var ref = target.ref();
    if (directory.find(tenant, ref) == null) throw Problem.notFound("record");
    manual.link(tenant, thread, ref);
    linking.redecide(tenant, thread);
    return links(tenant, thread);
  }

  @DeleteMapping("/api/v1/threads/{id}/links")
  Links unlink(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(name = "id", required = false) @Nullable String record,
      @RequestBody(required = false) @Nullable Target target) {
    var tenant = new TenantId(caller.tenant());
    var thread = mine(caller, tenant, id);
    manual.unlink(tenant, thread, (target == null ? new Target(type, record) : target).ref());
    linking.redecide(tenant, thread);
    return links(tenant, thread);
  }

  @GetMapping("/api/v1/messages/{id}/links")
  Why why(Caller caller, @PathVariable String id) {
    var tenant = new TenantId(caller.tenant());
    var decided = decisions.find(tenant, new MessageId(id));
    if (decided == null || decided.removed()) throw Problem.notFound("message");
    if (!isMember(caller, decided) && decided.records().isEmpty()) {
      throw Problem.notFound("message");
    }
    var review =
        decided.participants().stream()
            .map(address -> reviews.about(tenant, address))
            .filter(about -> about != null && !about.answered())
            .map(about -> about == null ? null : about.id())
            .findFirst()
            .orElse(null);
    var reason = decided.reason().isEmpty() ? null : decided.reason();
    return new Why(
        decided.records(), reason, decided.why(), isMember(caller, decided) ? review : null);
  }

  /// @throws Problem 404 for a conversation the caller may not see, 403 for one he sees only
  /// because     it is linked to a record
  private ThreadId mine(Caller caller, TenantId tenant, String id) {
    var thread = new ThreadId(id);
    var messages = decisions.ofThread(tenant, thread).stream().filter(d -> !d.removed()).toList();
    if (messages.isEmpty()) throw Problem.notFound("conversation");
    if (isMember(caller, messages.getFirst())) return thread;
    if (messages.stream().allMatch(decided -> decided.records().isEmpty())) {
      throw Problem.notFound("conversation");
    }
    throw new Problem(
        ProblemType.NOT_PERMITTED, "Only who owns the mailbox links its conversations.");
  }

  private boolean isMember(Caller caller, Decided decided) {
    ConnectedMailbox mailbox = mailboxes.find(decided.mailbox());
    return mailbox != null && mailbox.isMember(new UserId(caller.subject()));
  }

  private Links links(TenantId tenant, ThreadId thread) {
    var records = new LinkedHashMap<RecordRef, LinkDecision.Link>();
    for (var decided : decisions.ofThread(tenant, thread)) {
      decided.records().forEach(link -> records.putIfAbsent(link.ref(), link));
    }
    return new Links(List.copyOf(records.values()));
  }

  record Target(@Nullable String type, @Nullable String id) {
    RecordRef ref() {
      if (type == null || type.isBlank()) throw Problem.invalid("type", "must not be blank");
      if (id == null || id.isBlank()) throw Problem.invalid("id", "must not be blank");
      return new RecordRef(type, id);
    }
  }

  record Links(List<LinkDecision.Link> records) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Why(
      List<LinkDecision.Link> records,
      @Nullable String reason,
      @Nullable LinkReason why,
      @Nullable String review) {}
}
