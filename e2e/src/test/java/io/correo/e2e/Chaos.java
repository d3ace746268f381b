package io.correo.e2e;

import io.correo.local.launch.LocalSystem;
import io.correo.local.launch.RunningPart;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Strikes one process after the other in any order, none again before all were struck, also one
/// that has only begun to start. Those it kills (SIGKILL), a supervisor starts again at once; those
/// it freezes (SIGSTOP) go on later where they were, as if nothing had happened.
final class Chaos {
  private static final List<String> VICTIMS =
      List.of("sync", "mailbox", "compose", "crm-link", "search", "broker", "search-node", "store");

  /// The store of the local system keeps nothing on disk: killed, it would have lost what it said
  /// was written, which no store may.
  private static final List<String> ONLY_FROZEN = List.of("store");

  private static final int IN_TEN_FROZEN = 3;
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(8);

  private final LocalSystem system;
  private final Clock clock;
  private final Random random;
  private final Deque<String> spared = new ArrayDeque<>();
  private final Map<String, Integer> strikes = new TreeMap<>();
  private @Nullable RunningPart frozen;
  private Instant next;
  private boolean over;

  Chaos(LocalSystem system, Clock clock, long seed) {
    this.system = system;
    this.clock = clock;
    this.random = new Random(seed);
    this.next = clock.instant().plus(pause());
  }

  /// Every process that can be struck, so that a layout can part them.
  static String[] victims() {
    return VICTIMS.toArray(String[]::new);
  }

  /// To be called every now and then.
  synchronized void strikeWhenDue() {
    if (over || clock.instant().isBefore(next)) return;
    if (frozen == null) strike();
    else thaw();
    next = clock.instant().plus(pause());
  }

  /// Everything runs again, and nothing is struck any more.
  synchronized void end() {
    over = true;
    thaw();
    for (var victim : VICTIMS) system.part(victim).start();
  }

  private void strike() {
    var name = victim();
    var part = system.part(name);
    var freezes = ONLY_FROZEN.contains(name) || random.nextInt(10) < IN_TEN_FROZEN;
    strikes.merge((freezes ? "froze " : "killed ") + name, 1, Integer::sum);
    if (freezes) {
      part.pause();
      frozen = part;
    } else {
      part.kill();
      part.launch();
    }
  }

  private String victim() {
    if (spared.isEmpty()) {
      var all = new ArrayList<>(VICTIMS);
      Collections.shuffle(all, random);
      spared.addAll(all);
    }
    return spared.removeFirst();
  }

  private void thaw() {
    if (frozen != null) frozen.resume();
    frozen = null;
  }

  private Duration pause() {
    var span = LONGEST.minus(SHORTEST).toMillis();
    return SHORTEST.plusMillis(random.nextLong(span));
  }

  /// What it did to whom, and how often.
  @Override
  public String toString() {
    return "chaos " + strikes;
  }
}
