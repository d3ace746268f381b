package io.correo.simulator.google;

import io.correo.simulator.Wire;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Gmail v1 over HTTP: plain calls, uploads and batches.
@RestController
class GmailEndpoint {

  private final GmailApi api;
  private final Uploads uploads;
  private final BatchCalls batches;

  GmailEndpoint(GmailApi api, Uploads uploads, BatchCalls batches) {
    this.api = api;
    this.uploads = uploads;
    this.batches = batches;
  }

  /// The token of an Authorization header; null when there is none.
  static @Nullable String bearer(@Nullable String authorization) {
    return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")
        ? authorization.substring(7).strip()
        : null;
  }

  @RequestMapping("/gmail/v1/**")
  void call(HttpServletRequest request, HttpServletResponse response) throws IOException {
    byte[] body;
    try {
      body = Wire.body(request);
    } catch (ZipException malformed) {
      write(response, GmailAnswer.of(GmailException.invalid("Invalid gzip body")));
      return;
    }
    write(response, api.answer(request(request, body, null)));
  }

  @RequestMapping({"/upload/gmail/v1/**", "/resumable/upload/gmail/v1/**"})
  void upload(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      uploads.serve(request, response);
    } catch (GmailException refusal) {
      write(response, GmailAnswer.of(refusal));
    } catch (ZipException malformed) {
      write(response, GmailAnswer.of(GmailException.invalid("Invalid gzip body")));
    }
  }

  @RequestMapping({"/batch/gmail/v1", "/batch"})
  void batch(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      batches.serve(request, response);
    } catch (GmailException refusal) {
      write(response, GmailAnswer.of(refusal));
    }
  }

  static GmailRequest request(HttpServletRequest request, byte[] body, byte @Nullable [] media) {
    var override = request.getHeader("X-HTTP-Method-Override");
    var uri = request.getRequestURI();
    return new GmailRequest(
        override == null ? request.getMethod() : override.toUpperCase(Locale.ROOT),
        below(uri),
        Wire.query(request.getQueryString()),
        request.getHeader("Authorization"),
        body,
        media);
  }

  /// What stands below `gmail/v1/`.
  static String below(String uri) {
    int at = uri.indexOf("gmail/v1/");
    return at < 0 ? "" : uri.substring(at + "gmail/v1/".length());
  }

  static void write(HttpServletResponse response, GmailAnswer answer) throws IOException {
    response.setHeader("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
    if (answer.retryAfter() > 0) {
      response.setHeader("Retry-After", Long.toString(answer.retryAfter()));
    }
    if (answer.status() == 401) {
      response.setHeader(
          "WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\", error=invalid_token");
    }
    Wire.answer(response, answer.status(), answer.body());
  }
}
