package io.correo.mailbox.content;

import io.correo.service.web.OpenPaths;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Paths whose proof may be a signature instead of a token.
@Configuration(proxyBeanMethods = false)
class ContentConfiguration {

  @Bean
  OpenPaths signedPaths() {
    return OpenPaths.of(
        "/api/v1/messages/*/attachments/*",
        "/api/v1/messages/*/attachments.zip",
        "/api/v1/messages/*/raw",
        ImageLinks.PATH);
  }

  @Bean
  RemoteImages remoteImages(ImageSettings settings, java.time.Clock clock) {
    return new RemoteImages(settings, PublicAddresses::isPublic, clock);
  }
}
