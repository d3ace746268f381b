package io.correo.benchmarks.accept;

import io.correo.benchmarks.world.Graph;
import io.correo.benchmarks.world.PubSub;
import io.correo.local.launch.LocalSystem;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/// The doors of both providers, each with the control that gets the same payloads.
///
/// @param pairs in the order they take turns
record Doors(List<Pair> pairs) {
  private static final String NOTIFICATIONS = "mail.notifications";

  /// Names in turn. No address of them is connected and no mailbox of them exists, so that no push
  /// leads to work at a provider.
  private static final int MAILBOXES = 5_000;

  record Pair(Door ours, Door control) {}

  static Doors of(LocalSystem system, BareProcess bare, PubSub pubSub, Graph graph) {
    Door.Pushes google =
        (door, n) -> pubSub.push(door, "user" + n % MAILBOXES + "@benchmark.example", n);
    Door.Pushes microsoft = (door, n) -> graph.push(door, "benchmark" + n % MAILBOXES, n);
    var controlOfGoogle = bare.door("control, Google", google);
    var controlOfMicrosoft = bare.door("control, Microsoft", microsoft);
    return new Doors(
        List.of(
            new Pair(at("sync", "google", "Google", google, system), controlOfGoogle),
            new Pair(at("gateway", "google", "Google", google, system), controlOfGoogle),
            new Pair(at("sync", "microsoft", "Microsoft", microsoft, system), controlOfMicrosoft)));
  }

  /// Each once.
  List<Door> all() {
    return pairs.stream()
        .flatMap(pair -> Stream.of(pair.control(), pair.ours()))
        .distinct()
        .toList();
  }

  private static Door at(
      String part, String path, String provider, Door.Pushes pushes, LocalSystem system) {
    var running = system.part(part);
    return new Door(
        part + ", " + provider,
        URI.create(running.url() + "/webhooks/" + path),
        pushes,
        NOTIFICATIONS,
        ProcessHandle.of(running.pid()).orElseThrow());
  }
}
