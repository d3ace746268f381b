package io.correo.sync.notification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/// How notices are taken, whoever sends them.
///
/// @param patience how long the broker may take before we answer that we cannot take a notice
/// @param longest body of a push; one may carry notices of many mailboxes
/// @param dawdling how long a body may take to arrive
/// @param atATime pushes that may be open
@ConfigurationProperties("correo.sync.push")
record NoticeSettings(Duration patience, DataSize longest, Duration dawdling, int atATime) {}
