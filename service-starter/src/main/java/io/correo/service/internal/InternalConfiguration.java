package io.correo.service.internal;

import java.net.http.HttpClient;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/// Wires calls between services. Inject [InternalHttp] and ask it for a client of a base URL.
@AutoConfiguration
@EnableConfigurationProperties(InternalSettings.class)
class InternalConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  InternalHttp internalHttp(RestClient.Builder builder, InternalSettings settings, Clock clock) {
    var http = HttpClient.newBuilder().connectTimeout(settings.connectTimeout()).build();
    var factory = new JdkClientHttpRequestFactory(http);
    factory.setReadTimeout(settings.readTimeout());
    var plain = builder.clone().requestFactory(factory);
    return new InternalHttp(plain, new ServiceTokens(plain.build(), settings, clock));
  }
}
