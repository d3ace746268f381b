package io.correo.e2e;

import io.correo.local.launch.LocalSystem;
import io.correo.local.launch.RunningPart;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Strikes one process after the other, any of them, also one that has only begun to start. Those
/// it kills (SIGKILL), a supervisor starts again at once; those it freezes (SIGSTOP) go on later
/// where they were, as if nothing had happened.
final class Chaos {
  static final List<String> SERVICES = List.of("sync", "mailbox", "compose", "crm-link", "search");
  private static final List<String> ENGINES = List.of("broker", "search-node", "store");

  /// The store of the local system keeps nothing on disk: killed, it would have lost what it said
  /// was written, which no store may.
  private static final List<String> ONLY_FROZEN = List.of("store");

  private static final int IN_TEN_AN_ENGINE = 2;
  private static final int IN_TEN_FROZEN = 3;
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final LocalSystem system;
  private final Clock clock;
  private final Random random;
  private final Map<String, Integer> strikes = new TreeMap<>();
  private @Nullable RunningPart frozen;
  private Instant next;

  Chaos(LocalSystem system, Clock clock, long seed) {
    this.system = system;
    this.clock = clock;
    this.random = new Random(seed);
    this.next = clock.instant().plus(pause());
  }

  /// Every process that can be struck, so that a layout can part them.
  static String[] victims() {
    return Stream.of(SERVICES, ENGINES).flatMap(List::stream).toArray(String[]::new);
  }

  /// To be called every now and then.
  void strikeWhenDue() {
    if (clock.instant().isBefore(next)) return;
    if (frozen == null) strike();
    else thaw();
    next = clock.instant().plus(pause());
  }

  /// Everything runs again.
  void end() {
    thaw();
    for (var victim : victims()) system.part(victim).start();
  }

  private void strike() {
    var among = random.nextInt(10) < IN_TEN_AN_ENGINE ? ENGINES : SERVICES;
    var name = among.get(random.nextInt(among.size()));
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
