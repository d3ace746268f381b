package io.correo.service.web;

import io.correo.service.caller.Caller;
import io.correo.service.caller.CallerArgument;
import io.correo.service.caller.CallerClaims;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemAdvice;
import io.correo.service.problem.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/// Every service is a resource server of its own: whoever reaches it without the gateway meets the
/// same checks.
@AutoConfiguration(
    beforeName = {
      "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
      "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration"
    })
@EnableConfigurationProperties(CallerClaims.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class SecurityConfiguration {

  /// A request is measured as a whole: measuring every filter too cost a sixth of it.
  @Bean
  SecurityObservationSettings filtersByThemselves() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  SecurityFilterChain everyPath(
      HttpSecurity http,
      ObjectProvider<OpenPaths> open,
      CallerClaims claims,
      JwtDecoder decoder,
      JsonMapper json)
      throws Exception {
    var openPaths = open.stream().flatMap(p -> p.patterns().stream()).toArray(String[]::new);
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            paths -> {
              paths.requestMatchers("/actuator/health", "/actuator/health/**").permitAll();
              if (openPaths.length > 0) paths.requestMatchers(openPaths).permitAll();
              paths.requestMatchers("/internal/**").hasAuthority(Caller.INTERNAL);
              paths.requestMatchers("/api/v1/admin/**", "/actuator/**").hasAuthority(Caller.ADMIN);
              paths
                  .requestMatchers(HttpMethod.GET, "/api/v1/**")
                  .hasAnyAuthority(Caller.READ, Caller.READ_TENANT, Caller.ADMIN);
              paths.requestMatchers("/api/v1/**").hasAnyAuthority(Caller.READ, Caller.ADMIN);
              paths.requestMatchers("/error").permitAll();
              paths.anyRequest().denyAll();
            })
        .oauth2ResourceServer(
            server ->
                server
                    .bearerTokenResolver(notOn(openPaths))
                    .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(converter(claims)))
                    .authenticationEntryPoint(
                        (_, response, _) ->
                            write(response, json, ProblemType.UNAUTHORIZED, "Sign in again."))
                    .accessDeniedHandler(
                        (_, response, _) ->
                            write(
                                response,
                                json,
                                ProblemType.FORBIDDEN,
                                "The token has no scope for this.")))
        .build();
  }

  /// What an open path gets as bearer token is its own business: a provider's token is not ours.
  private static BearerTokenResolver notOn(String[] openPaths) {
    var paths = PathPatternRequestMatcher.withDefaults();
    var open = Arrays.stream(openPaths).map(path -> paths.matcher(path)).toList();
    var resolver = new DefaultBearerTokenResolver();
    return request ->
        open.stream().anyMatch(path -> path.matches(request)) ? null : resolver.resolve(request);
  }

  private static JwtAuthenticationConverter converter(CallerClaims claims) {
    var converter = new JwtAuthenticationConverter();
    converter.setJwtGrantedAuthoritiesConverter(
        token ->
            claims.scopes(token).stream()
                .map(
                    scope ->
                        (org.springframework.security.core.GrantedAuthority)
                            new SimpleGrantedAuthority(scope))
                .toList());
    return converter;
  }

  /// Keys are fetched when the first token comes, so a service starts before the identity provider.
  @Bean
  @ConditionalOnMissingBean
  JwtDecoder tokens(
      CallerClaims claims,
      @Value("${correo.identity.issuer}") String issuer,
      @Value("${correo.identity.jwks-uri}") String jwksUri) {
    var decoder = NimbusJwtDecoder.withJwkSetUri(jwksUri).build();
    OAuth2TokenValidator<Jwt> ours =
        token -> {
          var audience = token.getAudience();
          return audience != null && audience.contains(claims.audience())
              ? OAuth2TokenValidatorResult.success()
              : OAuth2TokenValidatorResult.failure(
                  new OAuth2Error("invalid_token", "The token is for somebody else.", null));
        };
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefaultWithIssuer(issuer), ours));
    return decoder;
  }

  @Bean
  WebMvcConfigurer callerArgument(CallerClaims claims) {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument(claims));
      }
    };
  }

  private static void write(
      HttpServletResponse response, JsonMapper json, ProblemType type, String detail)
      throws IOException {
    var answer = ProblemAdvice.answer(new Problem(type, detail));
    response.setStatus(type.status().value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    if (type == ProblemType.UNAUTHORIZED) response.setHeader("WWW-Authenticate", "Bearer");
    response.getOutputStream().write(json.writeValueAsBytes(answer.getBody()));
  }
}
