package io.correo.simulator.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every copy that reached a recipient, in order, so that a test can count them.
public final class Ledger {

  private final List<Delivery> deliveries = new ArrayList<>();

  /// One copy.
  ///
  /// @param n its number, from 0
  public record Delivery(int n, String recipient, Content content, Instant deliveredAt) {}

  synchronized void write(String recipient, Content content, Instant at) {
    deliveries.add(new Delivery(deliveries.size(), recipient, content, at));
  }

  /// @param recipient null for all
  public synchronized List<Delivery> deliveries(@Nullable String recipient) {
    if (recipient == null) {
      return List.copyOf(deliveries);
    }
    var wanted = Address.bare(recipient);
    return deliveries.stream().filter(copy -> copy.recipient().equals(wanted)).toList();
  }

  public synchronized @Nullable Delivery find(int n) {
    return n < 0 || n >= deliveries.size() ? null : deliveries.get(n);
  }
}
