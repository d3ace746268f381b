package io.correo.sync.deadletter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// How dead letters are kept in sight.
///
/// @param keepFor as long as their topics keep them
/// @param sweepEvery what is older is forgotten this often
/// @param lookEvery new topics of dead letters are looked for this often
/// @param patience how long reading one record of a topic may take
@Validated
@ConfigurationProperties("correo.sync.dead-letters")
record DeadLetterSettings(
    Duration keepFor, Duration sweepEvery, Duration lookEvery, Duration patience) {}
