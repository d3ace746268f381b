package io.correo.simulator.google;

import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.mail.MailboxChanged;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.Provider;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which mailboxes are watched. One watch per address in the project, whoever asked for it.
@Component
public class Watches {

  private final Map<String, Watch> watches = new ConcurrentHashMap<>();
  private final PushSchedule pushes;
  private final SimulatorSettings settings;
  private final Clock clock;

  Watches(PushSchedule pushes, Mailboxes mailboxes, SimulatorSettings settings, Clock clock) {
    this.pushes = pushes;
    this.settings = settings;
    this.clock = clock;
    mailboxes.listen(this::changed);
  }

  private record Watch(Set<String> labels, boolean exclude, Instant expires) {

    boolean wants(Set<String> changed) {
      boolean hit = labels.isEmpty() || !Collections.disjoint(labels, changed);
      return labels.isEmpty() || hit != exclude;
    }
  }

  /// Begins or renews; tells when it ends. Google pushes once at once.
  Instant watch(String address, List<String> labels, boolean exclude) {
    var expires = clock.instant().plus(settings.google().watchLifetime());
    watches.put(address, new Watch(Set.copyOf(labels), exclude, expires));
    pushes.changed(address);
    return expires;
  }

  /// Ends the watch; also what a test does to let it expire.
  public void stop(String address) {
    watches.remove(address);
  }

  /// Null when nobody watches.
  public @Nullable Instant expires(String address) {
    var watch = watches.get(address);
    return watch == null ? null : watch.expires();
  }

  private void changed(MailboxChanged change) {
    var watch = change.provider() == Provider.GOOGLE ? watches.get(change.address()) : null;
    if (watch != null && watch.expires().isAfter(clock.instant()) && watch.wants(change.labels())) {
      pushes.changed(change.address());
    }
  }
}
