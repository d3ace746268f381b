package io.correo.gateway.page;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the page is told at `/config.json`.
///
/// @param authorizeUri where the browser signs in (authorization code + PKCE)
/// @param tokenUri where it redeems the code
/// @param clientId our public client there
/// @param crmUri the CRM's own pages
/// @param languages the page is written in, the default first
@ConfigurationProperties("correo.page")
record PageSettings(
    URI authorizeUri,
    URI tokenUri,
    @DefaultValue("correo-web") String clientId,
    URI crmUri,
    @DefaultValue({"es", "en", "pt-BR"}) List<String> languages) {}
