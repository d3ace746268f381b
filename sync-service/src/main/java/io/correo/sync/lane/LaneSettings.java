package io.correo.sync.lane;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// @param first lane of a tenant that connects its first mailbox
/// @param settleEvery moves that a crash or a large tenant left unfinished are gone on with this
///     often
@Validated
@ConfigurationProperties("correo.sync.lane")
record LaneSettings(@NotBlank String first, Duration settleEvery) {}
