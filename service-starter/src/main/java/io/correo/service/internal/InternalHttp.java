package io.correo.service.internal;

import java.net.URI;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;

/// Clients for other services, which show this service's own token.
public final class InternalHttp {
  private final RestClient.Builder plain;
  private final ClientHttpRequestInterceptor signed;

  InternalHttp(RestClient.Builder plain, ServiceTokens tokens) {
    this.plain = plain;
    this.signed =
        (request, body, execution) -> {
          request.getHeaders().setBearerAuth(tokens.current());
          return execution.execute(request, body);
        };
  }

  /// @param baseUrl of the other service
  public RestClient client(URI baseUrl) {
    return plain.clone().baseUrl(baseUrl.toString()).requestInterceptor(signed).build();
  }
}
