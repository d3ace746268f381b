package io.correo.provider.resilience;

import io.correo.provider.Grant;

/// Hears of every call that is made of a provider. Called on the caller's thread: be quick.
@FunctionalInterface
public interface CallMeter {
  /// @param units what the call costs, in the provider's currency
  void made(String provider, Grant grant, int units);
}
