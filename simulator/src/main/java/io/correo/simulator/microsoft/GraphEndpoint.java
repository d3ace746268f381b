package io.correo.simulator.microsoft;

import io.correo.simulator.Wire;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.UUID;
import java.util.zip.ZipException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Graph v1.0 over HTTP, call by call or in batches.
@RestController
class GraphEndpoint {

  static final String ROOT = "/v1.0/";

  private final GraphApi api;
  private final GraphBatch batches;
  private final Clock clock;

  GraphEndpoint(GraphApi api, GraphBatch batches, Clock clock) {
    this.api = api;
    this.batches = batches;
    this.clock = clock;
  }

  @RequestMapping("/v1.0/**")
  void call(HttpServletRequest request, HttpServletResponse response) throws IOException {
    byte[] body;
    try {
      body = Wire.body(request);
    } catch (ZipException malformed) {
      var refusal = GraphException.badRequest("Invalid gzip body");
      write(response, GraphAnswer.of(refusal, clock.instant()));
      return;
    }
    var call = request(request, body);
    write(response, call.path().equals("$batch") ? batches.answer(call) : api.answer(call));
  }

  private static GraphRequest request(HttpServletRequest request, byte[] body) {
    var uri = request.getRequestURI();
    // The client goes on through whatever it came through: a proxy, another name.
    var url = request.getRequestURL().toString();
    var type = request.getContentType();
    return new GraphRequest(
        request.getMethod(),
        url.substring(0, url.length() - uri.length()) + "/v1.0",
        uri.substring(ROOT.length()),
        Wire.query(request.getQueryString()),
        request.getHeader("Authorization"),
        String.join(",", Collections.list(request.getHeaders("Prefer"))),
        type == null ? "" : type,
        body);
  }

  static void write(HttpServletResponse response, GraphAnswer answer) throws IOException {
    response.setHeader("Cache-Control", "private");
    response.setHeader("request-id", UUID.randomUUID().toString());
    answer.headers().forEach(response::setHeader);
    response.setStatus(answer.status());
    switch (answer.body()) {
      case null -> {}
      case byte[] bytes -> {
        response.setContentType(answer.contentType());
        response.getOutputStream().write(bytes);
      }
      default -> {
        var type = "application/json;odata.metadata=minimal;odata.streaming=true;charset=utf-8";
        response.setContentType(type);
        GraphJson.MAPPER.writeValue(response.getOutputStream(), answer.body());
      }
    }
  }
}
