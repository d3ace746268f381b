package io.correo.simulator.google;

import io.correo.simulator.Secrets;
import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.Wire;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Several calls in one multipart/mixed request, each with its own status, answered in order.
@Component
class BatchCalls {

  private static final int MOST = 100;

  private final GmailApi api;
  private final BatchFaults faults;
  private final int comfort;

  BatchCalls(GmailApi api, BatchFaults faults, SimulatorSettings settings) {
    this.api = api;
    this.faults = faults;
    this.comfort = settings.google().batchComfort();
  }

  void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var pieces = Multipart.parts(request.getContentType(), Wire.body(request));
    if (pieces.isEmpty() || pieces.size() > MOST) {
      throw GmailException.invalid(
          "The batch request could not be processed: 1 to " + MOST + " calls are allowed.");
    }
    var boundary = "batch_" + Secrets.random(18);
    var out = new ByteArrayOutputStream();
    int n = 0;
    for (var piece : pieces) {
      var answer = answer(piece, request.getHeader("Authorization"), n++);
      var id = piece.header("content-id");
      text(out, "--" + boundary + "\r\nContent-Type: application/http\r\n");
      if (id != null) {
        text(out, "Content-ID: " + echo(id) + "\r\n");
      }
      text(out, "\r\n");
      write(out, answer);
      text(out, "\r\n");
    }
    text(out, "--" + boundary + "--\r\n");
    response.setStatus(200);
    response.setContentType("multipart/mixed; boundary=" + boundary);
    response.getOutputStream().write(out.toByteArray());
  }

  private static String echo(String id) {
    return id.startsWith("<") ? "<response-" + id.substring(1) : "response-" + id;
  }

  private GmailAnswer answer(Multipart.Piece piece, String outer, int n) {
    var bytes = piece.body();
    var inner = Multipart.piece(bytes, 0, bytes.length);
    int line = inner.head().indexOf('\n');
    var first = (line < 0 ? inner.head() : inner.head().substring(0, line)).strip().split(" ");
    if (first.length < 2) {
      return GmailAnswer.of(GmailException.invalid("Failed to parse batch request"));
    }
    if (n >= comfort) {
      return GmailAnswer.of(GmailException.of(429, "rateLimitExceeded", 0));
    }
    var target = first[1].replaceFirst("^https?://[^/]*", "");
    int mark = target.indexOf('?');
    var own = inner.header("authorization");
    var call =
        new GmailRequest(
            first[0],
            GmailEndpoint.below(mark < 0 ? target : target.substring(0, mark)),
            Wire.query(mark < 0 ? null : target.substring(mark + 1)),
            own == null ? outer : own,
            inner.body(),
            null);
    var refusal = faults.refuse(call);
    return refusal == null ? api.answer(call) : GmailAnswer.of(refusal);
  }

  private static void write(ByteArrayOutputStream out, GmailAnswer answer) {
    var status = HttpStatus.resolve(answer.status());
    var words = status == null ? "Unknown" : status.getReasonPhrase();
    var body = answer.body() == null ? new byte[0] : Wire.JSON.writeValueAsBytes(answer.body());
    text(out, "HTTP/1.1 " + answer.status() + " " + words + "\r\n");
    if (answer.retryAfter() > 0) {
      text(out, "Retry-After: " + answer.retryAfter() + "\r\n");
    }
    if (body.length > 0) {
      text(out, "Content-Type: application/json; charset=UTF-8\r\n");
    }
    text(out, "Content-Length: " + body.length + "\r\n\r\n");
    out.writeBytes(body);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
