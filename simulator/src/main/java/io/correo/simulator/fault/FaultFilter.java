package io.correo.simulator.fault;

import io.correo.simulator.Wire;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Makes the scripted faults happen to requests. The control API itself never fails.
@Component
class FaultFilter extends OncePerRequestFilter {

  private static final String PAGE =
      "<!DOCTYPE html><html><head><title>Error 502 (Server Error)!!1</title></head><body><p>The"
          + " server encountered a temporary error and could not complete your request.<p>Please"
          + " try again in 30 seconds.</body></html>";

  private final Faults faults;
  private final List<FaultFace> faces;

  FaultFilter(Faults faults, List<FaultFace> faces) {
    this.faults = faults;
    this.faces = faces;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    var path = request.getRequestURI();
    return path.startsWith("/_sim") || path.startsWith("/actuator");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var path = request.getRequestURI();
    var face = face(path);
    var fault = faults.http(request.getMethod(), path, face == null ? null : face.address(request));
    if (fault == null) {
      chain.doFilter(request, response);
      return;
    }
    pause(fault.delay());
    switch (fault.action()) {
      case STATUS, THROTTLE -> refuse(face, request, response, fault);
      case DROP_BEFORE -> Connection.cut(request);
      case DROP_AFTER -> {
        chain.doFilter(request, new ContentCachingResponseWrapper(response));
        Connection.cut(request);
      }
      case ACCEPT_THEN_500 -> {
        chain.doFilter(request, new ContentCachingResponseWrapper(response));
        response.reset();
        refuse(face, request, response, fault);
      }
      case SLOW_BODY -> slowly(response, body(request, response, chain), fault.rate());
      case TRUNCATE -> {
        var body = body(request, response, chain);
        var half = Arrays.copyOf(body, body.length / 2);
        response.setContentLength(half.length);
        response.getOutputStream().write(half);
      }
      case HTML -> Wire.html(response, fault.status(), PAGE);
      default -> chain.doFilter(request, response);
    }
  }

  private @Nullable FaultFace face(String path) {
    for (var face : faces) {
      if (face.serves(path)) {
        return face;
      }
    }
    return null;
  }

  private static void refuse(
      @Nullable FaultFace face,
      HttpServletRequest request,
      HttpServletResponse response,
      Fault fault)
      throws IOException {
    if (!fault.retryAfter().isEmpty()) {
      response.setHeader("Retry-After", fault.retryAfter());
    }
    if (face != null) {
      face.refuse(request, response, fault);
    } else {
      Wire.answer(response, fault.status(), Map.of("error", fault.reason()));
    }
  }

  /// Does the request and keeps what it answers.
  private static byte[] body(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var kept = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, kept);
    var body = kept.getContentAsByteArray();
    return body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body;
  }

  private static void slowly(HttpServletResponse response, byte[] body, int rate)
      throws IOException {
    var out = response.getOutputStream();
    response.setContentLength(body.length);
    int step = Math.max(1, rate / 10);
    for (int at = 0; at < body.length; at += step) {
      out.write(body, at, Math.min(step, body.length - at));
      out.flush();
      pause(Duration.ofMillis(Math.max(1, 1000L * step / Math.max(1, rate))));
    }
  }

  private static void pause(Duration time) {
    if (!time.isZero()) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
