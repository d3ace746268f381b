package io.correo.compose;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param undo how long a send is held when the request does not say
/// @param timeZone for dates in quoted text when the request names none
/// @param mirrorAfter a draft goes to the provider when its author paused this long
/// @param lease who works at a draft or send, and does not say so for this long, is taken for dead
/// @param settle after a call without an answer, before we look what became of it: the provider may
///     still be at it
/// @param resolveWithin a consumed draft's sent copy must show up in this time
/// @param giveUpAfter a send that never could be tried fails after this
/// @param scheduleWithin how far ahead a send may be scheduled
/// @param tick due work is looked for this often, besides being told
/// @param parallel provider calls under way at the same time in this instance
@Validated
@ConfigurationProperties("correo.compose")
public record ComposeSettings(
    @DefaultValue("correo_compose") String database,
    @DefaultValue("10s") Duration undo,
    @DefaultValue("Europe/Madrid") ZoneId timeZone,
    @DefaultValue("3s") Duration mirrorAfter,
    @DefaultValue("30s") Duration lease,
    @DefaultValue("5s") Duration settle,
    @DefaultValue("2m") Duration resolveWithin,
    @DefaultValue("4h") Duration giveUpAfter,
    @DefaultValue("365d") Duration scheduleWithin,
    @DefaultValue("1s") Duration tick,
    @DefaultValue("64") @Positive @Max(1024) int parallel) {}
