package io.correo.sync.schedule;

import com.mongodb.MongoInterruptedException;
import io.correo.events.MailboxId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Hands due mailboxes to the workers: woken when somebody wants one, and once a second for those
/// whose time has come. News go before long work.
@Component
@EnableConfigurationProperties(ScheduleSettings.class)
class Dispatcher implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration NET = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int LOOK_AT = 64;
  private static final int ROUNDS = 4;

  private final Schedule schedule;
  private final Workers workers;
  private final Holders holders;
  private final Alarm alarm;
  private final Instances instances;
  private final ScheduleSettings settings;
  private volatile @Nullable Thread dispatching;
  private volatile @Nullable Thread beating;

  Dispatcher(
      Schedule schedule,
      Turn turn,
      Alarm alarm,
      Instances instances,
      ScheduleSettings settings,
      Clock clock,
      MeterRegistry meters) {
    this.schedule = schedule;
    this.workers = new Workers(schedule, turn, alarm, settings, clock, meters);
    this.holders = new Holders(settings.lease());
    this.alarm = alarm;
    this.instances = instances;
    this.settings = settings;
  }

  @Override
  public void start() {
    dispatching = repeat("dispatch", NET, this::dispatch);
    beating = repeat("heartbeat", settings.heartbeat(), this::beat);
  }

  /// Lets turns finish, for a moment, then hurries them: what is left stays due, for whoever is
  /// there.
  @Override
  public void stop() {
    interrupt(dispatching);
    dispatching = null;
    awaitIdle(PATIENCE);
    workers.hurry();
    awaitIdle(PATIENCE);
    interrupt(beating);
    beating = null;
    leave();
  }

  private void beat() {
    workers.beat();
    instances.beat(workers.holder(), workers.running());
  }

  private void leave() {
    try {
      instances.leave(workers.holder());
    } catch (RuntimeException storeDown) {
      // It is taken for gone in a moment anyway.
      log.info("Could not sign off: {}", storeDown.toString());
    }
  }

  private void awaitIdle(Duration longest) {
    var end = System.nanoTime() + longest.toNanos();
    try {
      while (!workers.isIdle() && System.nanoTime() < end) alarm.await(Duration.ofMillis(100));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return dispatching != null;
  }

  private Thread repeat(String name, Duration pause, Runnable work) {
    return Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                try {
                  if (name.equals("dispatch")) alarm.await(pause);
                  else Thread.sleep(pause);
                  work.run();
                } catch (InterruptedException | MongoInterruptedException stopping) {
                  return;
                } catch (RuntimeException storeDown) {
                  log.warn("{} failed and is repeated: {}", name, storeDown.toString());
                }
              }
            });
  }

  private void dispatch() {
    var held = new HashSet<MailboxId>();
    dispatch(false, held);
    dispatch(true, held);
    holders.keepOnly(held);
  }

  private void dispatch(boolean bulk, HashSet<MailboxId> held) {
    if (workers.free(bulk) <= 0) return;
    for (var due : Rota.order(candidates(bulk, held), workers.perTenant())) {
      if (workers.free(bulk) <= 0) return;
      workers.begin(due);
    }
  }

  /// When more are due than are looked at, the next look is at other tenants: one with many
  /// mailboxes does not hide the rest.
  private List<Due> candidates(boolean bulk, HashSet<MailboxId> held) {
    var candidates = new ArrayList<Due>();
    var seen = new HashSet<String>();
    for (var round = 0; round < ROUNDS; round++) {
      var due = schedule.due(settings.lanes(), bulk, seen, LOOK_AT);
      for (var mailbox : due) {
        seen.add(mailbox.tenant().value());
        if (mailbox.holder() != null) held.add(mailbox.mailbox());
        if (isFree(mailbox)) candidates.add(mailbox);
      }
      if (due.size() < LOOK_AT) break;
    }
    return candidates;
  }

  private boolean isFree(Due due) {
    if (workers.isRunning(due.mailbox())) return false;
    return due.holder() == null || holders.isDead(due, System.nanoTime());
  }

  private static void interrupt(@Nullable Thread thread) {
    if (thread != null) thread.interrupt();
  }
}
