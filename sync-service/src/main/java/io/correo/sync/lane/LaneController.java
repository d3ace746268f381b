package io.correo.sync.lane;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.correo.events.TenantId;
import io.correo.service.caller.Caller;
import io.correo.service.caller.Operator;
import io.correo.service.paging.Page;
import io.correo.service.paging.PageCursor;
import io.correo.service.problem.Problem;
import io.correo.sync.mailbox.ImportQueue;
import io.correo.sync.schedule.Backlog;
import io.correo.sync.schedule.Instances;
import io.correo.sync.schedule.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lanes and tenants over HTTP. The operator of one tenant sees its lane and what waits in it of
/// that tenant.
@RestController
class LaneController {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private final TenantLanes tenants;
  private final Lanes lanes;
  private final Schedule schedule;
  private final Instances instances;
  private final ImportQueue queue;
  private final Clock clock;

  LaneController(
      TenantLanes tenants,
      Lanes lanes,
      Schedule schedule,
      Instances instances,
      ImportQueue queue,
      Clock clock) {
    this.tenants = tenants;
    this.lanes = lanes;
    this.schedule = schedule;
    this.instances = instances;
    this.queue = queue;
    this.clock = clock;
  }

  /// @param due mailboxes whose news wait for a worker
  /// @param oldestDueSeconds how long the first of them waits; 0 when none does
  /// @param importsQueued mailboxes whose imports and comparisons wait for a worker
  /// @param oldestImportSeconds how long the first of those waits
  /// @param imports those that are not through
  /// @param servedBy instances that serve the lane; when empty, nothing moves
  record LaneView(
      String lane,
      long due,
      long oldestDueSeconds,
      long importsQueued,
      long oldestImportSeconds,
      ImportQueue.Forecast imports,
      List<Instances.Instance> servedBy) {}

  /// @param settled false while labels of its mailboxes are still being changed
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TenantView(
      TenantId id, String lane, boolean settled, List<String> servedBy, Instant since) {}

  record Move(@Nullable String lane) {}

  @GetMapping("/api/v1/admin/lanes")
  Page<LaneView> all(Caller caller) {
    var operator = Operator.of(caller);
    var alive = instances.alive();
    var tenant = tenant(operator);
    var shown = new TreeSet<String>();
    if (tenant == null) {
      shown.addAll(tenants.lanes());
      alive.forEach(it -> shown.addAll(it.lanes()));
    } else {
      var present = tenants.find(tenant);
      if (present != null) shown.add(present.lane());
    }
    return Page.whole(shown.stream().map(lane -> view(lane, tenant, alive)).toList());
  }

  @GetMapping("/api/v1/admin/tenants")
  Page<TenantView> tenants(
      Caller caller,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var operator = Operator.of(caller);
    var most = PageCursor.limit(limit);
    var after = PageCursor.decode(cursor);
    var alive = instances.alive();
    var own = tenant(operator);
    if (own != null) {
      var present = tenants.find(own);
      return Page.whole(present == null ? List.of() : List.of(view(present, alive)));
    }
    return Page.of(
            tenants.page(after, most + 1),
            most,
            last -> new PageCursor(last.since(), last.tenant().value()).encode())
        .map(it -> view(it, alive));
  }

  /// Returns when every mailbox of the tenant is in the new lane.
  @PutMapping("/api/v1/admin/tenants/{id}/lane")
  TenantView move(Caller caller, @PathVariable TenantId id, @RequestBody Move move) {
    var operator = Operator.of(caller);
    var lane = move.lane();
    if (lane == null || !NAME.matcher(lane).matches()) {
      throw Problem.invalid("lane", "must be 1 to 40 small letters, digits and hyphens");
    }
    var moved = operator.actsFor(id.value()) ? lanes.move(id, lane) : null;
    if (moved == null) throw Problem.notFound("tenant");
    return view(moved, instances.alive());
  }

  private static @Nullable TenantId tenant(Operator operator) {
    var tenant = operator.tenant();
    return tenant == null ? null : new TenantId(tenant);
  }

  private LaneView view(String lane, @Nullable TenantId tenant, List<Instances.Instance> alive) {
    var news = schedule.backlog(lane, tenant, false);
    var imports = schedule.backlog(lane, tenant, true);
    return new LaneView(
        lane,
        news.due(),
        age(news),
        imports.due(),
        age(imports),
        queue.of(lane, tenant),
        alive.stream().filter(it -> it.lanes().contains(lane)).toList());
  }

  private static TenantView view(TenantLane it, List<Instances.Instance> alive) {
    var servedBy =
        alive.stream()
            .filter(instance -> instance.lanes().contains(it.lane()))
            .map(Instances.Instance::id)
            .toList();
    return new TenantView(it.tenant(), it.lane(), !it.moving(), servedBy, it.since());
  }

  private long age(Backlog backlog) {
    var oldest = backlog.oldest();
    return oldest == null ? 0 : Math.max(0, Duration.between(oldest, clock.instant()).toSeconds());
  }
}
