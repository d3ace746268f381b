package io.correo.mailbox.action;

import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.mailbox.action.Operation.State;
import io.correo.mailbox.action.Operations.End;
import io.correo.mailbox.action.Work.Lease;
import io.correo.mailbox.grant.Grants;
import io.correo.mailbox.live.ViewChanges;
import io.correo.mailbox.message.MailMessage;
import io.correo.mailbox.message.Messages;
import io.correo.mailbox.projection.MessageChanges;
import io.correo.mailbox.projection.MessageChanges.Step;
import io.correo.provider.MailActions.Outcome;
import io.correo.provider.ProviderException;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Does at the provider what users asked for: per mailbox in order and by one instance at a time,
/// each mailbox on a virtual thread of its own, so that a slow one delays nobody else.
@Component
class Executor implements DisposableBean {
  /// So many messages are read again by name; more come with the changes of their folders.
  private static final int MOST_NAMED = 100;

  private static final Logger log = LoggerFactory.getLogger(Executor.class);
  private static final int BATCH = 200;
  private static final int MOST_MAILBOXES = 200;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Duration FORGOTTEN = Duration.ofSeconds(30);

  private final Operations operations;
  private final Work work;
  private final Messages messages;
  private final MessageChanges changes;
  private final Grants grants;
  private final ViewChanges view;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Executor(
      Operations operations,
      Work work,
      Messages messages,
      MessageChanges changes,
      Grants grants,
      ViewChanges view,
      Clock clock) {
    this.operations = operations;
    this.work = work;
    this.messages = messages;
    this.changes = changes;
    this.grants = grants;
    this.view = view;
    this.clock = clock;
  }

  /// Begins without waiting; whoever holds the mailbox already goes on.
  void runSoon(MailboxId mailbox) {
    try {
      threads.execute(() -> run(mailbox));
    } catch (RejectedExecutionException stopping) {
      log.debug("Left to another instance: {}", mailbox);
    }
  }

  @Scheduled(fixedDelayString = "${correo.mailbox.actions-every}")
  void runDue() {
    for (var mailbox : work.due(MOST_MAILBOXES)) runSoon(mailbox);
  }

  /// Operations that were stored by somebody who died before saying so.
  @Scheduled(fixedDelayString = "${correo.mailbox.actions-forgotten-every}", initialDelay = 1_000)
  void findForgotten() {
    for (var operation : operations.running(clock.instant().minus(FORGOTTEN), MOST_MAILBOXES)) {
      operations.release(operation.id());
      if (!finishIfDone(operation.id())) {
        for (var mailbox : operation.mailboxes()) work.want(mailbox, clock.instant());
      }
    }
  }

  private void run(MailboxId mailbox) {
    var lease = work.claim(mailbox);
    if (lease == null) return;
    var didSomething = false;
    var touched = new LinkedHashSet<String>();
    var ended = false;
    try {
      List<Item> items;
      while (!(items = operations.claim(mailbox, clock.instant(), BATCH)).isEmpty()) {
        for (var group : groups(items)) {
          if (!work.renew(lease)) {
            ended = true;
            return;
          }
          execute(group, touched);
          didSomething = true;
        }
      }
      work.release(lease, operations.nextDue(mailbox));
      ended = true;
    } catch (Throttled throttled) {
      work.block(lease, clock.instant().plus(throttled.retryAfter()));
      ended = true;
      grants.throttled(mailbox, throttled.retryAfter(), throttled.wholeProject());
    } catch (Unavailable away) {
      log.info("Actions on {} wait: {}", mailbox, away.getMessage());
    } finally {
      // Also after a failure nobody foresaw: the mailbox is taken up again, by us or another.
      if (!ended) work.block(lease, clock.instant().plus(wait(lease)));
      if (didSomething) grants.wake(mailbox, touched.size() > MOST_NAMED ? Set.of() : touched);
    }
  }

  private static Duration wait(Lease lease) {
    var wait = FIRST_WAIT.multipliedBy(1L << Math.min(lease.attempts(), 10));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  /// Neighbours that ask for the same.
  private static List<List<Item>> groups(List<Item> items) {
    var groups = new ArrayList<List<Item>>();
    for (var item : items) {
      if (groups.isEmpty() || !groups.getLast().getLast().goesWith(item)) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(item);
    }
    return groups;
  }

  /// @param touched gets the refs of what the provider was asked to change
  private void execute(List<Item> group, Set<String> touched) {
    var known = messages.find(group.stream().map(Item::message).toList());
    var refs = new LinkedHashMap<Item, String>();
    var ends = new ArrayList<End>();
    for (var item : group) {
      var stored = known.get(item.message());
      var ref = stored == null ? null : ref(stored.message());
      if (ref == null) ends.add(new End(item, Item.State.GONE, null));
      else refs.put(item, ref);
    }
    touched.addAll(refs.values());
    if (!refs.isEmpty()) ends.addAll(call(refs));
    settle(group, ends);
  }

  private static @Nullable String ref(MailMessage message) {
    return message.isPresent() ? message.ref() : null;
  }

  private List<End> call(Map<Item, String> refs) {
    var items = List.copyOf(refs.keySet());
    try {
      return ends(items, apply(items, List.copyOf(refs.values())));
    } catch (ProviderException refused) {
      return refused(items, List.copyOf(refs.values()), refused);
    }
  }

  private List<Outcome> apply(List<Item> items, List<String> refs) {
    var first = items.getFirst();
    return grants.use(
        first.mailbox(), (provider, grant) -> provider.actions().apply(grant, first.asked(), refs));
  }

  /// The whole call failed. What is not worth repeating is tried message by message, so that one
  /// bad message does not spoil the rest.
  private List<End> refused(List<Item> items, List<String> refs, ProviderException failure) {
    return switch (failure) {
      case Throttled throttled -> throw throttled;
      case Unavailable away -> throw away;
      case ProviderException.ReconnectRequired reconnect ->
          all(items, Item.State.REFUSED, "The mailbox must be connected again.");
      case ProviderException.Gone _ when items.size() == 1 -> all(items, Item.State.GONE, null);
      case ProviderException other when items.size() == 1 ->
          all(items, Item.State.REFUSED, String.valueOf(other.getMessage()));
      case ProviderException _ -> {
        var ends = new ArrayList<End>();
        for (var i = 0; i < items.size(); i++) {
          ends.addAll(call(Map.of(items.get(i), refs.get(i))));
        }
        yield ends;
      }
    };
  }

  private static List<End> all(List<Item> items, Item.State state, @Nullable String reason) {
    return items.stream().map(item -> new End(item, state, reason)).toList();
  }

  private static List<End> ends(List<Item> items, List<Outcome> outcomes) {
    var ends = new ArrayList<End>();
    for (var i = 0; i < items.size(); i++) {
      var item = items.get(i);
      ends.add(
          switch (outcomes.get(i)) {
            case Outcome.Done _ -> new End(item, Item.State.DONE, null);
            case Outcome.Gone _ -> new End(item, Item.State.GONE, null);
            case Outcome.Refused refused -> new End(item, Item.State.REFUSED, refused.reason());
          });
    }
    return ends;
  }

  private void settle(List<Item> group, List<End> ends) {
    // After the call: a reading that began before it must not confirm it.
    var now = clock.instant();
    var steps = new LinkedHashMap<MessageId, List<Step>>();
    for (var end : ends) {
      var operation = end.item().operation();
      var succeeded = end.state() == Item.State.DONE || succeeds(end);
      Step step =
          succeeded
              ? Step.of(message -> message.executed(operation, now))
              : Step.of(message -> message.without(operation));
      steps.computeIfAbsent(end.item().message(), _ -> new ArrayList<>()).add(step);
    }
    var first = group.getFirst();
    changes.apply(first.tenant(), first.mailbox(), steps);
    operations.end(ends);
    Set<String> touched = new HashSet<>();
    for (var item : group) touched.add(item.operation());
    touched.forEach(this::finishIfDone);
  }

  // To trash or delete what is no more has succeeded.
  private static boolean succeeds(End end) {
    var action = end.item().action();
    return end.state() == Item.State.GONE
        && (action == ActionName.TRASH || action == ActionName.DELETE);
  }

  /// @return false while it runs
  private boolean finishIfDone(String id) {
    var left =
        operations.count(id, Item.State.PLANNED)
            + operations.count(id, Item.State.PENDING)
            + operations.count(id, Item.State.EXECUTING);
    if (left > 0) return false;
    var operation = operations.find(id);
    if (operation == null) return true;
    var failed = operations.count(id, Item.State.REFUSED);
    var state = failed == 0 ? State.DONE : State.FAILED;
    if (operations.move(id, List.of(State.RUNNING), state)) {
      for (var mailbox : operation.mailboxes()) {
        view.operation(operation.tenant(), mailbox, operation.user(), id, state.wireName());
      }
    }
    return true;
  }

  @Override
  public void destroy() {
    threads.close();
  }
}
