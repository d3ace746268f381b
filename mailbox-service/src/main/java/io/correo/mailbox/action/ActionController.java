package io.correo.mailbox.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.FolderId;
import io.correo.events.MessageId;
import io.correo.events.ThreadId;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.thread.Access;
import io.correo.mailbox.visibility.Viewer;
import io.correo.mailbox.visibility.Viewers;
import io.correo.service.caller.Caller;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Actions and their operations.
@RestController
@RequestMapping("/api/v1")
class ActionController {
  private static final int MOST_NAMED = 1_000;

  private final Viewers viewers;
  private final Access access;
  private final Messages messages;
  private final Targets targets;
  private final Actions actions;
  private final Operations operations;
  private final Clock clock;

  ActionController(
      Viewers viewers,
      Access access,
      Messages messages,
      Targets targets,
      Actions actions,
      Operations operations,
      Clock clock) {
    this.viewers = viewers;
    this.access = access;
    this.messages = messages;
    this.targets = targets;
    this.actions = actions;
    this.operations = operations;
    this.clock = clock;
  }

  record OperationRef(String id, Operation.State state) {}

  record Named(String id, String state) {}

  record Accepted(OperationRef operation, List<Named> items) {}

  record Undone(OperationRef operation) {}

  record OperationView(
      String id,
      ActionName action,
      Operation.State state,
      int total,
      long done,
      long failed,
      boolean undoable,
      Instant undoUntil,
      Instant createdAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ItemView(
      String id, @Nullable ThreadId thread, Item.State state, @Nullable String reason) {}

  @PostMapping("/actions")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Accepted act(Caller caller, @RequestBody ActionRequest request) {
    var viewer = viewers.of(caller.require(Caller.READ));
    var action = request.action();
    if (action == null) throw Problem.invalid("action", "is missing");
    var to = to(request, action);
    var named = new Naming(viewer);
    if (single(request.messages(), request.threads(), request.select()) != 1) {
      throw Problem.invalid("messages", "name either messages, threads or a selection");
    }
    if (request.messages() != null) named.messages(request.messages());
    if (request.threads() != null) named.threads(request.threads(), action, request.in());
    if (request.select() != null) named.select(targets.selected(viewer, request.select()));
    named.refuseWhenNothingIsLeft();
    var taken = actions.take(viewer, action, List.copyOf(named.found.values()), to);
    named.unsupported(taken);
    var operation = taken.operation();
    return new Accepted(
        new OperationRef(operation.id(), operation.state()), List.copyOf(named.items()));
  }

  @GetMapping("/operations/{id}")
  OperationView operation(Caller caller, @PathVariable String id) {
    var operation = find(caller, id);
    var gone = operations.count(id, Item.State.GONE);
    return new OperationView(
        id,
        operation.action(),
        operation.state(),
        operation.total(),
        operations.count(id, Item.State.DONE) + gone,
        operations.count(id, Item.State.REFUSED),
        isUndoable(operation),
        operation.undoUntil(),
        operation.createdAt());
  }

  @GetMapping("/operations/{id}/items")
  Page<ItemView> items(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    find(caller, id);
    var most = PageCursor.limit(limit);
    var from = PageCursor.decode(cursor);
    var found = operations.page(id, from == null ? 0 : from.date().toEpochMilli(), most + 1);
    return Page.of(
            found,
            most,
            last -> new PageCursor(Instant.ofEpochMilli(last.seq()), last.id()).encode())
        .map(ActionController::view);
  }

  @PostMapping("/operations/{id}/undo")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Undone undo(Caller caller, @PathVariable String id) {
    var operation = find(caller, id);
    if (operation.state() != Operation.State.UNDONE) {
      if (!isUndoable(operation)) {
        throw new Problem(ProblemType.CONFLICT, "It is too late to take this back.");
      }
      operation = actions.undo(viewers.of(caller), operation);
    }
    return new Undone(new OperationRef(operation.id(), operation.state()));
  }

  private boolean isUndoable(Operation operation) {
    return operation.state() != Operation.State.UNDONE
        && operation.undoes() == null
        && clock.instant().isBefore(operation.undoUntil());
  }

  private Operation find(Caller caller, String id) {
    var viewer = viewers.of(caller);
    var operation = operations.find(viewer.tenant(), viewer.user(), id);
    if (operation == null) throw Problem.notFound("operation");
    return operation;
  }

  private static ItemView view(Item item) {
    var waits = item.state() == Item.State.EXECUTING || item.state() == Item.State.PLANNED;
    var state = waits ? Item.State.PENDING : item.state();
    return new ItemView(item.message().value(), item.thread(), state, item.reason());
  }

  private static @Nullable FolderId to(ActionRequest request, ActionName action) {
    if (action != ActionName.MOVE) return null;
    var to = request.to();
    if (to == null || to.isBlank()) throw Problem.invalid("to", "must name the folder to move to");
    return new FolderId(to);
  }

  private static long single(@Nullable Object... ways) {
    return Stream.of(ways).filter(java.util.Objects::nonNull).count();
  }

  /// What a request named, and what became of each name.
  private final class Naming {
    private final Viewer viewer;
    private final Map<String, String> states = new LinkedHashMap<>();
    private final Map<String, List<MessageId>> meant = new LinkedHashMap<>();
    private final Map<MessageId, MailMessage> found = new LinkedHashMap<>();

    Naming(Viewer viewer) {
      this.viewer = viewer;
    }

    void messages(List<MessageId> ids) {
      check(ids, "messages");
      var stored = messages.find(ids);
      for (var id : new LinkedHashSet<>(ids)) {
        var present = stored.get(id);
        if (present != null && viewer.owns(present.message().mailbox())) {
          if (present.message().shown() == null) states.put(id.value(), "not-found");
          else add(id.value(), List.of(present.message()));
        } else {
          refuse(
              id.value(),
              () -> {
                var seen = access.message(viewer, id).message();
                // It came between the two looks.
                if (viewer.owns(seen.mailbox())) add(id.value(), List.of(seen));
              });
        }
      }
    }

    void threads(List<ThreadId> ids, ActionName action, @Nullable String in) {
      check(ids, "threads");
      for (var id : new LinkedHashSet<>(ids)) {
        refuse(
            id.value(),
            () -> {
              var stored = access.thread(viewer, id);
              if (!viewer.owns(stored.mailbox())) return;
              add(id.value(), targets.ofThread(viewer, id, action, in));
            });
      }
    }

    void select(List<MailMessage> selected) {
      for (var message : selected) add(message.id().value(), List.of(message));
    }

    private void check(List<?> ids, String field) {
      if (ids.isEmpty() || ids.size() > MOST_NAMED) {
        throw Problem.invalid(field, "must name 1 to " + MOST_NAMED);
      }
    }

    private void add(String name, List<MailMessage> messages) {
      states.put(name, "accepted");
      meant.put(name, messages.stream().map(MailMessage::id).toList());
      for (var message : messages) found.put(message.id(), message);
    }

    // What can be seen and is not one's own is not permitted; the rest does not exist.
    private void refuse(String name, Runnable look) {
      try {
        look.run();
        states.putIfAbsent(name, "not-permitted");
      } catch (Problem unseen) {
        if (unseen.type() != ProblemType.NOT_FOUND) throw unseen;
        states.put(name, "not-found");
      }
    }

    void refuseWhenNothingIsLeft() {
      if (states.isEmpty() || states.containsValue("accepted")) return;
      if (states.containsValue("not-permitted")) {
        throw new Problem(ProblemType.NOT_PERMITTED, "This mail belongs to somebody else.");
      }
      throw Problem.notFound("message or conversation");
    }

    void unsupported(Actions.Taken taken) {
      if (taken.unsupported().isEmpty()) return;
      meant.forEach(
          (name, ids) -> {
            if (!ids.isEmpty() && taken.unsupported().containsAll(ids)) {
              states.put(name, "unsupported");
            }
          });
      if (!states.containsValue("accepted")) {
        throw new Problem(ProblemType.UNSUPPORTED_ACTION, "This mailbox cannot do that.")
            .with("items", items());
      }
    }

    List<Named> items() {
      var named = new ArrayList<Named>();
      states.forEach((id, state) -> named.add(new Named(id, state)));
      return named.subList(0, Math.min(named.size(), MOST_NAMED));
    }
  }
}
