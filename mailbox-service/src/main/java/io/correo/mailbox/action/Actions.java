package io.correo.mailbox.action;

import io.correo.events.ConnectedMailbox;
import io.correo.events.FolderId;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.MessageState;
import io.correo.events.UserId;
import io.correo.mailbox.action.Operation.State;
import io.correo.mailbox.folder.Folders;
import io.correo.mailbox.live.ViewChanges;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.message.Overlay;
import io.correo.mailbox.projection.MessageChanges;
import io.correo.mailbox.projection.MessageChanges.Step;
import io.correo.mailbox.visibility.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Takes actions: stored first, then shown, then done in the background. A crash after the first
/// step loses nothing that was answered.
@Component
class Actions {
  private static final int SEQ_BITS = 12;

  private final Operations operations;
  private final Messages messages;
  private final Folders folders;
  private final MessageChanges changes;
  private final Work work;
  private final Executor executor;
  private final ViewChanges view;
  private final Clock clock;
  private final Duration undoDelete;
  private final Duration undoFor;
  private final AtomicLong lastSeq = new AtomicLong();

  Actions(
      Operations operations,
      Messages messages,
      Folders folders,
      MessageChanges changes,
      Work work,
      Executor executor,
      ViewChanges view,
      Clock clock,
      @Value("${correo.mailbox.undo-delete}") Duration undoDelete,
      @Value("${correo.mailbox.undo-for}") Duration undoFor) {
    this.operations = operations;
    this.messages = messages;
    this.folders = folders;
    this.changes = changes;
    this.work = work;
    this.executor = executor;
    this.view = view;
    this.clock = clock;
    this.undoDelete = undoDelete;
    this.undoFor = undoFor;
  }

  /// What became of a request.
  ///
  /// @param unsupported messages whose mailbox cannot do it
  record Taken(Operation operation, Set<MessageId> unsupported) {}

  /// @param targets messages of the viewer's own mailboxes
  /// @param to for `move`
  Taken take(Viewer viewer, ActionName action, List<MailMessage> targets, @Nullable FolderId to) {
    var now = clock.instant();
    var deleting = action == ActionName.DELETE;
    var planned = new Planned(UUID.randomUUID().toString(), action);
    for (var target : targets) planned.add(viewer, target, to);
    var operation =
        new Operation(
            planned.id,
            viewer.tenant(),
            viewer.user(),
            action,
            List.copyOf(planned.byMailbox.keySet()),
            planned.isEmpty() ? State.DONE : State.RUNNING,
            planned.size(),
            now,
            now.plus(deleting ? undoDelete : undoFor),
            null);
    start(operation, planned, deleting ? now.plus(undoDelete) : null);
    return new Taken(operation, planned.unsupported);
  }

  /// Takes an operation back: what has not begun never will, what is done gets its inverse.
  ///
  /// @return the operation as it is then
  Operation undo(Viewer viewer, Operation operation) {
    if (!operations.move(
        operation.id(), List.of(State.RUNNING, State.DONE, State.FAILED), State.UNDONE)) {
      return Objects.requireNonNull(operations.find(operation.id()));
    }
    var cancelled = operations.cancelPending(operation.id());
    rollBack(operation.id(), cancelled);
    var planned = new Planned(UUID.randomUUID().toString(), operation.action());
    for (var state : List.of(Item.State.DONE, Item.State.EXECUTING)) {
      for (var item : operations.inState(operation.id(), state)) planned.addInverse(viewer, item);
    }
    if (!planned.isEmpty()) {
      var now = clock.instant();
      var inverse =
          new Operation(
              planned.id,
              operation.tenant(),
              operation.user(),
              operation.action(),
              operation.mailboxes(),
              State.RUNNING,
              planned.size(),
              now,
              now,
              operation.id());
      start(inverse, planned, null);
    }
    tell(operation.mailboxes(), viewer, operation.id(), State.UNDONE);
    return Objects.requireNonNull(operations.find(operation.id()));
  }

  private void start(Operation operation, Planned planned, @Nullable Instant notBefore) {
    operations.insert(operation);
    operations.insert(planned.items(), notBefore);
    var from = notBefore == null ? clock.instant() : notBefore;
    planned.byMailbox.forEach(
        (mailbox, steps) -> changes.apply(operation.tenant(), mailbox, steps.changes));
    // Only what is shown may be executed: else its end could come before its beginning.
    operations.release(operation.id());
    for (var mailbox : planned.byMailbox.keySet()) {
      work.want(mailbox, from);
      if (notBefore == null) executor.runSoon(mailbox);
    }
  }

  private void rollBack(String operation, List<Item> items) {
    var byMailbox = new LinkedHashMap<MailboxId, Map<MessageId, List<Step>>>();
    for (var item : items) {
      byMailbox
          .computeIfAbsent(item.mailbox(), _ -> new LinkedHashMap<>())
          .put(item.message(), List.of(Step.of(message -> message.without(operation))));
    }
    byMailbox.forEach((mailbox, steps) -> changes.apply(items.getFirst().tenant(), mailbox, steps));
  }

  private void tell(List<MailboxId> mailboxes, Viewer viewer, String operation, State state) {
    UserId user = viewer.user();
    for (var mailbox : mailboxes) {
      view.operation(viewer.tenant(), mailbox, user, operation, state.wireName());
    }
  }

  /// Grows with every item, also from one instance to the next, as long as clocks agree roughly.
  private long nextSeq() {
    var now = clock.millis() << SEQ_BITS;
    return lastSeq.updateAndGet(last -> Math.max(last + 1, now));
  }

  private static final class OfMailbox {
    private final List<Item> items = new ArrayList<>();
    private final Map<MessageId, List<Step>> changes = new LinkedHashMap<>();
  }

  /// The items of an operation being made.
  private final class Planned {
    private final String id;
    private final ActionName action;
    private final Map<MailboxId, OfMailbox> byMailbox = new LinkedHashMap<>();
    private final Map<MailboxId, Plan> plans = new LinkedHashMap<>();
    private final Set<MessageId> unsupported = new HashSet<>();

    Planned(String id, ActionName action) {
      this.id = id;
      this.action = action;
    }

    void add(Viewer viewer, MailMessage message, @Nullable FolderId to) {
      var mailbox = viewer.mine(message.mailbox());
      var shown = message.shown();
      if (mailbox == null || shown == null) return;
      var plan = plan(mailbox);
      if (!plan.allows(action)) {
        unsupported.add(message.id());
        return;
      }
      var step = plan.step(action, message, to);
      if (step != null) put(message, shown, step);
    }

    void addInverse(Viewer viewer, Item item) {
      var mailbox = viewer.mine(item.mailbox());
      var message = messages.find(item.tenant(), item.message());
      if (mailbox == null || message == null) return;
      var shown = message.shown();
      if (shown == null) return;
      var step = plan(mailbox).inverse(item.action(), item.before(), shown);
      if (step != null) put(message, shown, step);
    }

    private Plan plan(ConnectedMailbox mailbox) {
      return plans.computeIfAbsent(mailbox.mailbox(), key -> new Plan(mailbox, folders.byId(key)));
    }

    private void put(MailMessage message, MessageState before, Plan.Step step) {
      var of = byMailbox.computeIfAbsent(message.mailbox(), _ -> new OfMailbox());
      if (of.changes.containsKey(message.id())) return;
      of.items.add(
          new Item(
              id,
              message.tenant(),
              message.mailbox(),
              message.id(),
              message.thread(),
              nextSeq(),
              step.action(),
              step.folders(),
              before,
              Item.State.PLANNED,
              null));
      var overlay = new Overlay(id, step.action().wireName(), step.effect(), null);
      of.changes.put(message.id(), List.of(Step.of(m -> m.laidOver(overlay))));
    }

    List<Item> items() {
      return byMailbox.values().stream().flatMap(of -> of.items.stream()).toList();
    }

    boolean isEmpty() {
      return byMailbox.isEmpty();
    }

    int size() {
      return byMailbox.values().stream().mapToInt(of -> of.items.size()).sum();
    }
  }
}
