package io.correo.provider.http;

import java.time.Duration;

/// A Retry-After header. Both providers send seconds, Microsoft's sometimes with decimals.
public final class RetryAfter {
  private static final double LONGEST = 1e6;

  private RetryAfter() {}

  /// @param otherwise when the value is no number: a date is too rare to be worth a clock
  public static Duration seconds(String value, Duration otherwise) {
    try {
      var seconds = Double.parseDouble(value.strip());
      return seconds >= 0 && seconds < LONGEST
          ? Duration.ofMillis((long) Math.ceil(seconds * 1000))
          : otherwise;
    } catch (NumberFormatException notANumber) {
      return otherwise;
    }
  }
}
