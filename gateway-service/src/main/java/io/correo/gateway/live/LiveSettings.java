package io.correo.gateway.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param remembered events kept for those who come back with a Last-Event-ID
/// @param queued events that may wait for one slow page; beyond that it is cut off and comes back
/// @param ping how often a quiet connection shows that it is alive
@ConfigurationProperties("correo.live")
record LiveSettings(
    @DefaultValue("10000") int remembered,
    @DefaultValue("1000") int queued,
    @DefaultValue("15s") Duration ping) {}
