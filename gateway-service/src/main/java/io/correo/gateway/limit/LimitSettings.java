package io.correo.gateway.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param requests one caller may make in a window, at one gateway
/// @param window after which the count begins anew
@ConfigurationProperties("correo.limit")
record LimitSettings(@DefaultValue("1200") int requests, @DefaultValue("60s") Duration window) {}
