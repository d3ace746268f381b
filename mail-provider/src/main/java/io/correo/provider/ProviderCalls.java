package io.correo.provider;

import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// How an adapter's single calls reach the provider: paced, counted, repeated. An adapter hands
/// every call over as an attempt; whoever implements this decides when and how often it is made.
public interface ProviderCalls {

  /// Every call at once, one time.
  ProviderCalls DIRECT =
      new ProviderCalls() {
        @Override
        public <T> T make(Grant grant, Call call, Supplier<T> attempt) {
          return attempt.get();
        }
      };

  /// @param attempt makes the call; throws a [ProviderException] and nothing else
  <T> T make(Grant grant, Call call, Supplier<T> attempt);

  /// @param name of the provider's method, for people
  /// @param units what an attempt costs in the provider's currency; asked before each attempt
  /// @param repeatable false when a second attempt would have a second effect
  record Call(String name, IntSupplier units, boolean repeatable) {}
}
