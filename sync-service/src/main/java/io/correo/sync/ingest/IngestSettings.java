package io.correo.sync.ingest;

import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// The pace of a mailbox.
///
/// @param pollEvery a silent mailbox is read after this, with jitter
/// @param foldersEvery folders are read after this, because a new name makes no noise
/// @param watchMargin a watch is renewed so long before its end, and up to half of that earlier
/// @param hints names of changed messages kept until they are read, per mailbox
/// @param importBatch messages fetched at a time
/// @param importSlice an import lets others go first after this
/// @param progressEvery progress is announced no more often
/// @param notificationUrl where providers that push to the application send notices; the provider's
///     name is appended
@Validated
@ConfigurationProperties("correo.sync.ingest")
public record IngestSettings(
    Duration pollEvery,
    Duration foldersEvery,
    Duration watchMargin,
    @Positive int hints,
    @Positive int importBatch,
    Duration importSlice,
    Duration progressEvery,
    URI notificationUrl) {}
