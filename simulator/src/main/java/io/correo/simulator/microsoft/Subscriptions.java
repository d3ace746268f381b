package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Address;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The subscriptions that live.
@Component
public class Subscriptions {

  private final Map<String, Subscription> byId = new ConcurrentHashMap<>();
  private final Clock clock;

  Subscriptions(Clock clock) {
    this.clock = clock;
  }

  /// False when there is one like it.
  synchronized boolean add(Subscription subscription) {
    if (all().stream().anyMatch(subscription::same)) {
      return false;
    }
    byId.put(subscription.id(), subscription);
    return true;
  }

  boolean hasLike(Subscription subscription) {
    return all().stream().anyMatch(subscription::same);
  }

  public List<Subscription> all() {
    var now = clock.instant();
    byId.values().removeIf(one -> !one.expires().isAfter(now));
    return List.copyOf(byId.values());
  }

  public List<Subscription> of(String address) {
    var bare = Address.bare(address);
    return all().stream().filter(one -> one.address().equals(bare)).toList();
  }

  @Nullable Subscription find(String id) {
    return all().stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
  }

  @Nullable Subscription change(String id, UnaryOperator<Subscription> step) {
    return byId.computeIfPresent(id, (_, old) -> step.apply(old));
  }

  void remove(String id) {
    byId.remove(id);
  }

  /// They end before their time, and nobody is told.
  public void expire(String address) {
    of(address).forEach(one -> remove(one.id()));
  }
}
