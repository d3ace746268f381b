package io.correo.mailbox;

import io.correo.mailbox.store.Commands;
import io.correo.provider.MailProviders;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// What stands in for the outside: an identity provider whose tokens are `user/tenant/scopes`, and
/// a mail provider that does what the test says.
@Configuration
class TestBeans {
  static String token(String user, String tenant, String scopes) {
    return user + "~" + tenant + "~" + scopes.replace(' ', '+').replace(':', '.');
  }

  @Bean
  JwtDecoder tokens() {
    return token -> {
      var parts = token.split("~");
      return Jwt.withTokenValue(token)
          .header("alg", "none")
          .subject(parts[0])
          .claim("tenant", parts[1])
          .claim("scope", parts[2].replace('+', ' ').replace('.', ':'))
          .claim("name", parts[0])
          .expiresAt(Instant.MAX)
          .build();
    };
  }

  @Bean
  Commands commands() {
    return new Commands();
  }

  @Bean
  MongoClientSettingsBuilderCustomizer listening(Commands commands) {
    return builder -> builder.addCommandListener(commands);
  }

  @Bean
  ObedientProvider obedientProvider() {
    return new ObedientProvider();
  }

  @Bean
  MailProviders mailProviders(ObedientProvider provider) {
    return new MailProviders(List.of(provider));
  }
}
