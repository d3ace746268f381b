package io.correo.provider.resilience;

import java.time.Duration;

/// How provider calls are paced, repeated and given up. `mail-provider.yaml` holds the defaults.
///
/// @param burst units a mailbox may spend at once before it is held to its rate
/// @param shortestPeriod for which units are granted at a time; longer where a burst must fit in
/// @param patience how long a call waits for its turn before it is `Throttled` without being made
/// @param attempts of a call that is safe to repeat
/// @param firstPause before the second attempt; doubles, with jitter
/// @param longestPause the longest the provider may ask for and still be waited for here; what it
///     asks beyond that is the caller's to schedule
/// @param failureRate percent of calls without an answer that open the breaker of the provider
/// @param window calls the rate is taken of
/// @param openFor how long the breaker stays open
/// @param mailboxes limiters kept in memory
public record ResilienceSettings(
    int burst,
    Duration shortestPeriod,
    Duration patience,
    int attempts,
    Duration firstPause,
    Duration longestPause,
    int failureRate,
    int window,
    Duration openFor,
    int mailboxes) {}
