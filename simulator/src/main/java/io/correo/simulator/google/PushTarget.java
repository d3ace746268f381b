package io.correo.simulator.google;

import io.correo.simulator.SimulatorSettings;
import org.springframework.stereotype.Component;

/// Where Pub/Sub pushes to; may change while the simulator runs.
@Component
public class PushTarget {

  private volatile Subscription subscription;

  PushTarget(SimulatorSettings settings) {
    var push = settings.push();
    this.subscription = new Subscription(push.url(), push.audience(), push.account());
  }

  /// A push subscription.
  ///
  /// @param url "" for nowhere
  /// @param audience `aud` of the token
  /// @param account `email` of the token
  public record Subscription(String url, String audience, String account) {}

  public Subscription subscription() {
    return subscription;
  }

  public void change(Subscription other) {
    subscription = other;
  }
}
