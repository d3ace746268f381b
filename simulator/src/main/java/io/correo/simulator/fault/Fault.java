package io.correo.simulator.fault;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One scripted fault.
///
/// @param on where it strikes
/// @param match which calls, or whose pushes and copies
/// @param times how often; negative for always
/// @param status what is answered instead
/// @param reason the provider's word for it; "" for its usual one
/// @param retryAfter seconds, perhaps with decimals; "" for no header
/// @param delay how long a call, a push or a copy is late
/// @param rate bytes per second of a slow body
/// @param variant which forgery; "" for all
public record Fault(
    String id,
    Place on,
    Match match,
    int times,
    Action action,
    int status,
    String reason,
    String retryAfter,
    Duration delay,
    int rate,
    String variant) {

  /// Where a fault strikes.
  public enum Place {
    HTTP,
    PUSH,
    SENT_COPY
  }

  /// What a fault does.
  public enum Action {
    NONE,
    /// Answers `status` and does nothing.
    STATUS,
    /// Answers 429 (or `status`) and does nothing.
    THROTTLE,
    /// Answers late.
    DELAY,
    /// Cuts the connection and does nothing.
    DROP_BEFORE,
    /// Does it, then cuts the connection.
    DROP_AFTER,
    /// Does it, then answers `status` (500).
    ACCEPT_THEN_500,
    /// Answers at `rate` bytes per second.
    SLOW_BODY,
    /// Answers the first half of the body.
    TRUNCATE,
    /// Answers `status` (502) with a page for people.
    HTML,
    LOSE,
    DUPLICATE,
    REORDER,
    /// Holds notices back until others go with them.
    MERGE,
    FORGE
  }

  /// For a provider that counts whole seconds; 0 for no header.
  public long retryAfterSeconds() {
    return retryAfter.isEmpty() ? 0 : (long) Math.ceil(Double.parseDouble(retryAfter));
  }

  /// @param path found anywhere in the path; null for every path
  /// @param method null for every method
  /// @param address null for everybody
  public record Match(@Nullable Pattern path, @Nullable String method, @Nullable String address) {

    boolean hits(
        @Nullable String itsMethod, @Nullable String itsPath, @Nullable String itsAddress) {
      return (path == null || itsPath != null && path.matcher(itsPath).find())
          && (method == null || method.equalsIgnoreCase(itsMethod))
          && (address == null || address.equalsIgnoreCase(itsAddress));
    }
  }
}
