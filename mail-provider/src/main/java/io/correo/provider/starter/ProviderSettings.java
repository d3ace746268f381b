package io.correo.provider.starter;

import io.correo.provider.gmail.GoogleSettings;
import io.correo.provider.graph.MicrosoftSettings;
import io.correo.provider.resilience.ResilienceSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Settings of the providers; a service imports `classpath:mail-provider.yaml`, which has them all.
///
/// @param google where Google is and what it allows
/// @param microsoft where Microsoft is and what it allows
/// @param calls how calls are paced, repeated and given up
@ConfigurationProperties("mail.provider")
public record ProviderSettings(
    GoogleSettings google, MicrosoftSettings microsoft, ResilienceSettings calls) {}
