package io.correo.sync.lane;

import io.correo.events.TenantId;
import io.correo.sync.mailbox.Mailboxes;
import io.correo.sync.schedule.Schedule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Moves a tenant to another lane while mail flows.
///
/// A lane decides who may *begin* a turn of a mailbox and nothing else. Leases, wishes and cursors
/// are left alone, so a turn under way ends where it began, nothing is done twice, and the next
/// turn is begun in the new lane. The tenant's label is written first, the schedule after it; a
/// crash in between leaves the tenant marked, and the sweep goes on.
@Component
@EnableConfigurationProperties(LaneSettings.class)
public class Lanes {
  private static final int LABELS = 500;
  private static final int SWEEP = 20;

  private final TenantLanes tenants;
  private final Schedule schedule;
  private final Mailboxes mailboxes;

  Lanes(TenantLanes tenants, Schedule schedule, Mailboxes mailboxes) {
    this.tenants = tenants;
    this.schedule = schedule;
    this.mailboxes = mailboxes;
  }

  /// The lane of the tenant's next mailbox. Once that is scheduled, say so to [#follow].
  public String of(TenantId tenant) {
    return tenants.join(tenant);
  }

  /// A mailbox was scheduled in that lane. Whoever moved the tenant meanwhile may not have seen it.
  public void follow(TenantId tenant, String lane) {
    if (!tenants.join(tenant).equals(lane)) settle(Objects.requireNonNull(tenants.find(tenant)));
  }

  /// Null when no mailbox of such a tenant was ever connected.
  @Nullable TenantLane move(TenantId tenant, String lane) {
    var move = tenants.move(tenant, lane);
    if (move == null) return null;
    settle(move);
    return tenants.find(tenant);
  }

  @Scheduled(fixedDelayString = "${correo.sync.lane.settle-every}")
  void sweep() {
    tenants.moving(SWEEP).forEach(this::settle);
  }

  /// Two moves at the same time end in the lane of the later one: who finds itself overtaken
  /// follows it. Labels of a large tenant are changed some at a time, each being announced.
  private void settle(TenantLane move) {
    var present = move;
    do {
      schedule.relabel(present.tenant(), present.lane());
      if (mailboxes.relabel(present.tenant(), present.lane(), LABELS) == LABELS) return;
      if (tenants.settled(present)) return;
      present = Objects.requireNonNull(tenants.find(present.tenant()));
    } while (true);
  }
}
