package io.correo.service.web;

import io.correo.service.problem.ProblemAdvice;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.util.unit.DataSize;

/// What every service's HTTP side shares.
@AutoConfiguration
@Import(ProblemAdvice.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class WebConfiguration {

  @Bean
  BodyLimit bodyLimit(@Value("${correo.http.max-body}") DataSize limit) {
    return new BodyLimit(limit);
  }
}
