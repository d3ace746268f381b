package io.correo.mailbox.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.ConnectedMailbox;
import io.correo.events.ThreadId;
import io.correo.events.Visibility;
import io.correo.mailbox.publication.PublicStream;
import io.correo.mailbox.publication.ThreadEvents;
import io.correo.mailbox.thread.Access;
import io.correo.mailbox.thread.Rows;
import io.correo.mailbox.visibility.Viewer;
import io.correo.mailbox.visibility.Viewers;
import io.correo.service.caller.Caller;
import io.correo.service.paging.Page;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Visibility of conversations, and colleagues who ask to see more of one.
@RestController
@RequestMapping("/api/v1")
class SharingController {
  private final Viewers viewers;
  private final Access access;
  private final Rows rows;
  private final Choices choices;
  private final AccessRequests requests;
  private final PublicStream stream;
  private final Clock clock;

  SharingController(
      Viewers viewers,
      Access access,
      Rows rows,
      Choices choices,
      AccessRequests requests,
      PublicStream stream,
      Clock clock) {
    this.viewers = viewers;
    this.access = access;
    this.rows = rows;
    this.choices = choices;
    this.requests = requests;
    this.stream = stream;
    this.clock = clock;
  }

  /// @param visibility null for what holds for the whole mailbox
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Shared(@Nullable Visibility visibility) {}

  record Asked(@Nullable ThreadId thread) {}

  record Answered(@Nullable Boolean grant) {}

  /// @param direction `mine` for what I asked, `for-me` for what I am asked
  record RequestView(
      String id, ThreadId thread, String user, String state, String direction, Instant createdAt) {}

  @PutMapping("/threads/{id}/visibility")
  Shared share(Caller caller, @PathVariable String id, @RequestBody Shared wanted) {
    var viewer = viewers.of(caller.require(Caller.READ));
    var stored = access.thread(viewer, new ThreadId(id));
    var mailbox = owned(viewer, stored);
    choices.choose(stored.id(), wanted.visibility());
    var row = stored.row();
    if (row != null && !row.recordKeys().isEmpty()) {
      var now = Objects.requireNonNull(rows.find(stored.tenant(), stored.id()));
      var visibility = now.visibility() == null ? mailbox.visibility() : now.visibility();
      var event =
          ThreadEvents.visibility(
              mailbox, stored.id(), visibility, now.revision(), clock.instant());
      stream.publish(List.of(event.document()));
    }
    return wanted;
  }

  @PostMapping("/access-requests")
  @ResponseStatus(HttpStatus.CREATED)
  RequestView ask(Caller caller, @RequestBody Asked asked) {
    var viewer = viewers.of(caller.require(Caller.READ));
    if (asked.thread() == null) throw Problem.invalid("thread", "is missing");
    var stored = access.thread(viewer, asked.thread());
    if (viewer.owns(stored.mailbox())) {
      throw new Problem(ProblemType.CONFLICT, "You see all of this conversation already.");
    }
    var request =
        requests.ask(
            viewer.tenant(), viewer.user(), stored.mailbox(), stored.id(), clock.instant());
    return view(request, viewer);
  }

  @GetMapping("/access-requests")
  Page<RequestView> list(Caller caller) {
    var viewer = viewers.of(caller.require(Caller.READ));
    return Page.whole(requests.of(viewer).stream().map(request -> view(request, viewer)).toList());
  }

  @PostMapping("/access-requests/{id}")
  RequestView answer(Caller caller, @PathVariable String id, @RequestBody Answered answered) {
    var viewer = viewers.of(caller.require(Caller.READ));
    if (answered.grant() == null) throw Problem.invalid("grant", "is missing");
    var request = requests.find(viewer.tenant(), id);
    if (request == null) throw Problem.notFound("request");
    if (!viewer.owns(request.mailbox())) {
      if (!request.user().equals(viewer.user())) throw Problem.notFound("request");
      throw new Problem(ProblemType.NOT_PERMITTED, "Only the owner of the mailbox can answer.");
    }
    if (answered.grant()) rows.admit(request.thread(), request.user());
    requests.answer(id, answered.grant());
    var after = Objects.requireNonNull(requests.find(viewer.tenant(), id));
    return view(after, viewer);
  }

  private static ConnectedMailbox owned(Viewer viewer, Rows.Stored stored) {
    var mailbox = viewer.mine(stored.mailbox());
    if (mailbox != null) return mailbox;
    throw new Problem(ProblemType.NOT_PERMITTED, "Only the owner of the mailbox decides this.");
  }

  private static RequestView view(AccessRequests.Request request, Viewer viewer) {
    return new RequestView(
        request.id(),
        request.thread(),
        request.user().value(),
        request.state(),
        viewer.owns(request.mailbox()) ? "for-me" : "mine",
        request.createdAt());
  }
}
