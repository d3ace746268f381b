package io.correo.sync.model;

import io.correo.sync.world.World;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/// A world whose mailboxes get their turns by hand, with small pages and no waits; started once.
record WalkingWorld(World world, Seam seam) {
  private static WalkingWorld started;

  static synchronized WalkingWorld started() {
    if (started == null) started = start();
    return started;
  }

  private static WalkingWorld start() {
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          // Turns that die are meant to.
          if (failure instanceof Death) return;
          if (before != null) before.uncaughtException(thread, failure);
          else failure.printStackTrace();
        });
    var seam = new Seam();
    var world =
        World.with(
            seam,
            "CORREO_SYNC_NEW_LANE=" + Walk.LANE,
            "CORREO_SYNC_LANES=nobody-serves-this",
            // Notices of other worlds in this JVM are not for this one.
            "spring.cloud.stream.bindings.notices-in-0.consumer.auto-startup=false",
            "spring.cloud.stream.bindings.outgoing-in-0.consumer.auto-startup=false",
            "CORREO_SYNC_LEASE=1ms",
            "CORREO_SYNC_RETRY_FIRST=1ms",
            "CORREO_SYNC_RETRY_LONGEST=1ms",
            "CORREO_SYNC_IMPORT_BATCH=10",
            "CORREO_SYNC_IMPORT_SLICE=20ms",
            "CORREO_SYNC_CENSUS_BATCH=15",
            "GMAIL_LIST_PAGE=13",
            "GMAIL_HISTORY_PAGE=20",
            "GMAIL_BATCH=10",
            "GMAIL_RETRY_AFTER=1ms",
            "GOOGLE_UNITS_PER_MINUTE=10000000",
            "SIMULATOR_UNITS_PER_MINUTE=10000000",
            "GRAPH_DELTA_PAGE=9",
            "GRAPH_LIST_PAGE=13",
            "GRAPH_BATCH=10",
            "GRAPH_RETRY_AFTER=1ms",
            "MICROSOFT_UNITS_PER_MINUTE=10000000",
            "SIMULATOR_MICROSOFT_REQUESTS=10000000",
            "PROVIDER_FIRST_PAUSE=1ms",
            "PROVIDER_OPEN_FOR=1ms",
            "logging.level.io.correo.sync=ERROR");
    // Notices come when a walk says so.
    world.simulator().send("PUT", "/_sim/push", "application/json", "{\"url\":\"\"}");
    // Nor are their dead letters, which all deployments share.
    world.bean(KafkaMessageListenerContainer.class).stop();
    seam.listenTo(world);
    // The seam keeps what is told.
    world.topics().close();
    return new WalkingWorld(world, seam);
  }
}
