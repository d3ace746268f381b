package io.correo.sync.notification;

import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Takes so many pushes at a time, whoever sends them, and asks the others to come back: each open
/// one holds memory, and what a provider gets a 503 for it sends again.
@Component
class PushGate implements HandlerInterceptor, WebMvcConfigurer {
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

  private final Semaphore places;
  private final Counter turnedAway;

  PushGate(NoticeSettings settings, MeterRegistry meters) {
    this.places = new Semaphore(settings.atATime());
    this.turnedAway = meters.counter("correo.pushes.turned.away");
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/webhooks/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (places.tryAcquire()) return true;
    turnedAway.increment();
    throw new Problem(ProblemType.SERVICE_UNAVAILABLE, "Too many pushes at a time.")
        .retryAfter(COME_BACK_AFTER);
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    places.release();
  }
}
