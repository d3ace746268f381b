package io.correo.sync.census;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// How often completeness is proved.
///
/// @param every between two comparisons of a mailbox, with jitter
/// @param batch messages whose state is asked for at a time
@Validated
@ConfigurationProperties("correo.sync.census")
public record CensusSettings(Duration every, @Positive int batch) {}
