package io.correo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.pollinterval.IterativePollInterval.iterative;

import io.correo.e2e.convergence.Convergence;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.pollinterval.PollInterval;
import tools.jackson.databind.JsonNode;

/// Waits for what must become true by itself.
public final class Eventually {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration OFTEN = Duration.ofMillis(50);
  private static final Duration RARELY = Duration.ofMillis(400);
  private static final Duration VERY_RARELY = Duration.ofSeconds(3);

  private Eventually() {}

  /// The first value that satisfies.
  public static JsonNode see(Supplier<JsonNode> view, Predicate<JsonNode> satisfied) {
    var seen = new AtomicReference<JsonNode>();
    await()
        .atMost(LONG)
        .pollInterval(rarerAndRarer(OFTEN, RARELY))
        .untilAsserted(
            () -> {
              seen.set(view.get());
              assertThat(satisfied.test(seen.get())).as(() -> head(seen.get())).isTrue();
            });
    return seen.get();
  }

  /// Looking costs as much as what it waits for.
  private static PollInterval rarerAndRarer(Duration first, Duration longest) {
    return iterative(
        last -> last.compareTo(longest) < 0 ? last.multipliedBy(6).dividedBy(5) : last, first);
  }

  private static String head(JsonNode node) {
    var text = node.toString();
    return text.length() < 500 ? text : text.substring(0, 500) + "…";
  }

  /// The first item of a list that satisfies.
  public static JsonNode item(Supplier<JsonNode> list, Predicate<JsonNode> wanted) {
    var found = see(list, page -> page.path("items").valueStream().anyMatch(wanted));
    return found.path("items").valueStream().filter(wanted).findFirst().orElseThrow();
  }

  static Convergence.Report converged(Convergence convergence, String address, Duration patience) {
    var last = new AtomicReference<Convergence.Report>();
    await()
        .atMost(patience)
        .pollInterval(rarerAndRarer(RARELY, VERY_RARELY))
        .untilAsserted(
            () -> {
              last.set(convergence.check(address));
              assertThat(last.get().differences()).isEqualTo(List.of());
            });
    return last.get();
  }
}
