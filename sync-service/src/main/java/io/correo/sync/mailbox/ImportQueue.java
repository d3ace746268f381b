package io.correo.sync.mailbox;

import io.correo.events.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The imports of a lane that are not through. Turns of a lane go round, so none of them ends later
/// than all of them do: that much can be told of one that has not begun.
@Component
public class ImportQueue {
  private static final double A_SECOND = 1_000;

  private final Mailboxes mailboxes;
  private final Clock clock;

  ImportQueue(Mailboxes mailboxes, Clock clock) {
    this.mailboxes = mailboxes;
    this.clock = clock;
  }

  /// @param mailboxes whose imports are under way or wait; not those nobody has looked into yet
  /// @param messagesLeft in them, by what their providers say
  /// @param eta when all are through at the pace of those under way; null while none is
  public record Forecast(long mailboxes, long messagesLeft, @Nullable Instant eta) {}

  /// @param tenant null for all
  public Forecast of(String lane, @Nullable TenantId tenant) {
    var now = clock.instant();
    var imports = mailboxes.importing(lane, tenant);
    var left = 0L;
    var perMilli = 0.0;
    for (var one : imports) {
      var open = Math.max(0, one.total() - one.done());
      left += open;
      var eta = one.eta();
      if (eta == null || !eta.isAfter(now)) continue;
      perMilli += open / Math.max(A_SECOND, Duration.between(now, eta).toMillis());
    }
    var through = perMilli == 0 ? null : now.plusMillis(Math.round(left / perMilli));
    return new Forecast(imports.size(), left, through);
  }
}
