package io.correo.simulator.google;

import io.correo.simulator.Secrets;
import io.correo.simulator.Wire;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Uploaded messages: simple, multipart, and resumable, which is what Google's clients do unless
/// told otherwise.
@Component
class Uploads {

  private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final GmailApi api;

  Uploads(GmailApi api) {
    this.api = api;
  }

  /// An upload in several pieces.
  private record Session(GmailRequest first, ByteArrayOutputStream received) {}

  void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var query = Wire.query(request.getQueryString());
    var type = query.getOrDefault("uploadType", List.of("media")).getFirst();
    var body = Wire.body(request);
    switch (type) {
      case "media" -> answer(request, response, new byte[0], body);
      case "multipart" -> multipart(request, response, body);
      case "resumable" -> {
        var id = query.get("upload_id");
        if (id == null) {
          begin(request, response, body);
        } else {
          resume(request, response, id.getFirst(), body);
        }
      }
      default -> throw GmailException.invalid("Invalid upload type");
    }
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, byte[] json, byte[] media)
      throws IOException {
    GmailEndpoint.write(response, api.answer(GmailEndpoint.request(request, json, media)));
  }

  private void multipart(HttpServletRequest request, HttpServletResponse response, byte[] body)
      throws IOException {
    var parts = Multipart.parts(request.getContentType(), body);
    if (parts.size() != 2) {
      throw GmailException.invalid("Multipart must have two parts");
    }
    answer(request, response, parts.get(0).body(), parts.get(1).body());
  }

  private void begin(HttpServletRequest request, HttpServletResponse response, byte[] body)
      throws IOException {
    var id = Secrets.random(24);
    var first = GmailEndpoint.request(request, body, null);
    sessions.put(id, new Session(first, new ByteArrayOutputStream()));
    // The client goes on through whatever it came through: a proxy, another name.
    response.setHeader(
        "Location", request.getRequestURL() + "?uploadType=resumable&upload_id=" + id);
    response.setHeader("X-GUploader-UploadID", id);
    response.setStatus(200);
    response.setContentLength(0);
  }

  private void resume(
      HttpServletRequest request, HttpServletResponse response, String id, byte[] body)
      throws IOException {
    var session = sessions.get(id);
    if (session == null) {
      throw GmailException.notFound();
    }
    if (request.getMethod().equals("DELETE")) {
      sessions.remove(id);
      response.setStatus(499);
      return;
    }
    long total = append(session, request.getHeader("Content-Range"), body);
    if (total < 0 || session.received().size() < total) {
      response.setStatus(308);
      response.setContentLength(0);
      if (session.received().size() > 0) {
        response.setHeader("Range", "bytes=0-" + (session.received().size() - 1));
      }
      return;
    }
    sessions.remove(id);
    var first = session.first();
    var whole =
        new GmailRequest(
            first.method(),
            first.path(),
            first.query(),
            first.authorization(),
            first.body(),
            session.received().toByteArray());
    GmailEndpoint.write(response, api.answer(whole));
  }

  /// The whole length when it is known, else -1.
  private static long append(Session session, @Nullable String range, byte[] body) {
    var received = session.received();
    if (range == null) {
      received.reset();
      received.writeBytes(body);
      return body.length;
    }
    var match = RANGE.matcher(range);
    if (!match.matches()) {
      throw GmailException.invalid("Invalid Content-Range");
    }
    if (match.group(1) != null) {
      long from = Long.parseLong(match.group(1));
      if (from > received.size()) {
        throw GmailException.invalid("Content-Range leaves a gap");
      }
      int known = (int) (received.size() - from);
      if (known < body.length) {
        received.write(body, known, body.length - known);
      }
    }
    return match.group(3).equals("*") ? -1 : Long.parseLong(match.group(3));
  }
}
