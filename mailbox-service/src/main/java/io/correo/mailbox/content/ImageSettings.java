package io.correo.mailbox.content;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Limits of one remote image.
///
/// @param time for all of it, redirects too
@ConfigurationProperties("correo.images")
record ImageSettings(
    @DefaultValue("5MB") DataSize size,
    @DefaultValue("8s") Duration time,
    @DefaultValue("3") int redirects) {}
