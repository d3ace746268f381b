package io.correo.provider.resilience;

import io.correo.provider.Grant;
import io.correo.provider.ProviderCalls;
import io.correo.provider.ProviderException.Throttled;
import io.correo.provider.ProviderException.Unavailable;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Clock;
import java.util.function.Supplier;

/// Provider calls, one provider's: each waits for its turn, none is made before the time the
/// provider set, those safe to repeat are repeated, and a provider that does not answer is left
/// alone for a while. Sits around single calls and not around whole jobs, so that what is repeated
/// is one call, what is paid is what was called, and a half-done batch goes on where it was.
public final class ResilientCalls implements ProviderCalls {
  private final String provider;
  private final ResilienceSettings settings;
  private final Pace pace;
  private final Pauses pauses;
  private final CircuitBreaker breaker;
  private final Retry retry;
  private final CallMeter meter;

  /// @param provider whose calls these are: each has a breaker of its own
  public ResilientCalls(String provider, ResilienceSettings settings, Clock clock) {
    this(provider, settings, clock, (_, _, _) -> {});
  }

  /// @param provider whose calls these are: each has a breaker of its own
  /// @param meter told of every call that is made
  public ResilientCalls(
      String provider, ResilienceSettings settings, Clock clock, CallMeter meter) {
    this.provider = provider;
    this.meter = meter;
    this.settings = settings;
    this.pace = new Pace(settings);
    this.pauses = new Pauses(clock, settings.mailboxes());
    this.breaker =
        CircuitBreaker.of(
            provider,
            CircuitBreakerConfig.custom()
                .failureRateThreshold(settings.failureRate())
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(settings.window())
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(3)
                // Every other failure is an answer.
                .recordExceptions(Unavailable.class)
                .build());
    this.retry =
        Retry.of(
            provider,
            RetryConfig.<Object>custom()
                .maxAttempts(settings.attempts())
                .retryOnException(this::worthRepeating)
                .intervalBiFunction(
                    (attempt, outcome) -> outcome.isLeft() ? pause(attempt, outcome.getLeft()) : 0L)
                .build());
  }

  @Override
  public <T> T make(Grant grant, Call call, Supplier<T> attempt) {
    Supplier<T> careful = () -> once(grant, call, attempt);
    return call.repeatable() ? retry.executeSupplier(careful) : careful.get();
  }

  private <T> T once(Grant grant, Call call, Supplier<T> attempt) {
    var left = pauses.left(grant);
    if (left.isPositive()) {
      throw new Throttled("the provider asked us to wait", left, pauses.everybodyWaits());
    }
    var units = call.units().getAsInt();
    return pace.keep(grant, units, () -> guarded(grant, units, attempt));
  }

  private <T> T guarded(Grant grant, int units, Supplier<T> attempt) {
    try {
      return breaker.executeSupplier(
          () -> {
            meter.made(provider, grant, units);
            return attempt.get();
          });
    } catch (Throttled told) {
      pauses.note(grant, told);
      throw told;
    } catch (CallNotPermittedException open) {
      throw new Unavailable("the provider does not answer and is left alone for a while", open);
    }
  }

  private boolean worthRepeating(Throwable failure) {
    return switch (failure) {
      case Throttled told -> told.retryAfter().compareTo(settings.longestPause()) <= 0;
      case Unavailable gone -> !(gone.getCause() instanceof CallNotPermittedException);
      default -> false;
    };
  }

  private long pause(int attempt, Throwable failure) {
    if (failure instanceof Throttled told) return told.retryAfter().plusMillis(1).toMillis();
    return IntervalFunction.ofExponentialRandomBackoff(settings.firstPause(), 2.0, 0.5)
        .apply(attempt);
  }

  /// What a breaker does is the business of an operator's page.
  public String breakerState() {
    return breaker.getState().name();
  }
}
