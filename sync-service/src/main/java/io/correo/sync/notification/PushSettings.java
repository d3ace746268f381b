package io.correo.sync.notification;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How Google's pushes are recognised.
///
/// @param jwksUri Google's keys
/// @param issuer `iss` of the token, with or without `https://`
/// @param audience `aud` of the token: our own URL, as the subscription has it
/// @param account `email` of the token: the service account that pushes
/// @param keysFor how long keys are kept; an unknown key id fetches them earlier
/// @param keysNoOftener keys are fetched at most this often, however many unknown ids come
/// @param skew how far Google's clock may be from ours
@ConfigurationProperties("correo.sync.push.google")
record PushSettings(
    URI jwksUri,
    String issuer,
    String audience,
    String account,
    Duration keysFor,
    Duration keysNoOftener,
    Duration skew) {}
