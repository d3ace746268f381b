package io.correo.gateway.identity;

import io.correo.gateway.route.Problems;
import io.correo.service.caller.Caller;
import io.correo.service.caller.CallerClaims;
import io.correo.service.problem.ProblemType;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The door knows every caller before anything is routed. What a browser follows by itself carries
/// a signature instead of a token; the service behind checks that.
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(CallerClaims.class)
class DoorSecurity {

  private static final String[] SIGNED = {
    "/api/v1/messages/*/attachments/*",
    "/api/v1/messages/*/attachments.zip",
    "/api/v1/messages/*/raw",
    "/api/v1/images",
    "/api/v1/images/**"
  };

  /// A request is measured as a whole: measuring every filter too cost a sixth of it.
  @Bean
  SecurityObservationSettings filtersByThemselves() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  SecurityWebFilterChain door(
      ServerHttpSecurity http,
      ReactiveJwtDecoder tokens,
      CallerClaims claims,
      PageHeaders headers,
      Problems problems) {
    var converter = new ReactiveJwtAuthenticationConverter();
    converter.setJwtGrantedAuthoritiesConverter(
        token -> Flux.fromIterable(claims.scopes(token)).map(SimpleGrantedAuthority::new));
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .httpBasic(HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .headers(spec -> spec.disable())
        .addFilterBefore(
            headers, org.springframework.security.config.web.server.SecurityWebFiltersOrder.FIRST)
        .authorizeExchange(
            paths ->
                paths
                    .pathMatchers(HttpMethod.OPTIONS)
                    .permitAll()
                    .pathMatchers(HttpMethod.GET, SIGNED)
                    .permitAll()
                    .pathMatchers("/api/v1/admin/**")
                    .hasAuthority(Caller.ADMIN)
                    .pathMatchers("/api/**")
                    .hasAnyAuthority(Caller.READ, Caller.READ_TENANT, Caller.ADMIN)
                    .pathMatchers("/internal/**")
                    .denyAll()
                    .pathMatchers("/actuator/health", "/actuator/health/**")
                    .permitAll()
                    .pathMatchers("/actuator/**")
                    .hasAuthority(Caller.ADMIN)
                    .anyExchange()
                    .permitAll())
        .oauth2ResourceServer(
            server ->
                server
                    .bearerTokenConverter(DoorSecurity::tokenOfTheCrm)
                    .jwt(jwt -> jwt.jwtDecoder(tokens).jwtAuthenticationConverter(converter))
                    .authenticationEntryPoint(
                        (exchange, _) ->
                            problems.answer(exchange, ProblemType.UNAUTHORIZED, "Sign in again."))
                    .accessDeniedHandler(
                        (exchange, _) ->
                            problems.answer(
                                exchange,
                                ProblemType.FORBIDDEN,
                                "The token has no scope for this.")))
        .exceptionHandling(
            handling ->
                handling.authenticationEntryPoint(
                    (exchange, _) ->
                        problems.answer(exchange, ProblemType.UNAUTHORIZED, "Sign in first.")))
        .build();
  }

  /// A provider's webhook brings a token of the provider, which the service behind verifies.
  private static Mono<Authentication> tokenOfTheCrm(ServerWebExchange exchange) {
    var path = exchange.getRequest().getPath().value();
    return path.startsWith("/webhooks/")
        ? Mono.empty()
        : new ServerBearerTokenAuthenticationConverter().convert(exchange);
  }

  @Bean
  ReactiveJwtDecoder tokens(
      CallerClaims claims,
      @Value("${correo.identity.issuer}") String issuer,
      @Value("${correo.identity.jwks-uri}") String jwksUri) {
    OAuth2TokenValidator<Jwt> ours =
        new JwtClaimValidator<java.util.List<String>>(
            "aud", audience -> audience != null && audience.contains(claims.audience()));
    var decoder = NimbusReactiveJwtDecoder.withJwkSetUri(jwksUri).build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefaultWithIssuer(issuer), ours));
    return decoder;
  }
}
