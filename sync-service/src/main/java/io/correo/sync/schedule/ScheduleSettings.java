package io.correo.sync.schedule;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Which mailboxes this instance works on, and how many at once.
///
/// @param lanes labels of the mailboxes served here
/// @param concurrent mailboxes at the same time
/// @param bulk how many of them may do what takes long (imports, comparisons)
/// @param lease a holder silent for so long is taken for dead
/// @param heartbeat how often a holder shows that it lives
/// @param retryFirst wait after a first failure; doubles with each further one
/// @param retryLongest longest such wait
@Validated
@ConfigurationProperties("correo.sync.schedule")
public record ScheduleSettings(
    @NotEmpty List<String> lanes,
    @Positive int concurrent,
    @Positive int bulk,
    Duration lease,
    Duration heartbeat,
    Duration retryFirst,
    Duration retryLongest) {}
