package io.correo.simulator.microsoft;

import io.correo.simulator.Secrets;
import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.mail.StoredMessage;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Large attachments that come in ranges, in order, to an address that is its own permission.
@Component
class UploadSessions {

  /// Where ranges are sent to; not a path of Graph's.
  static final String ROOT = "/outlook/api/v2.0/";

  private static final Duration LIFETIME = Duration.ofHours(2);
  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,12})-(\\d{1,12})/(\\d{1,12})");

  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final Drafts drafts;
  private final GraphThrottle throttle;
  private final SimulatorSettings.Microsoft settings;
  private final Clock clock;

  UploadSessions(Drafts drafts, GraphThrottle throttle, SimulatorSettings settings, Clock clock) {
    this.drafts = drafts;
    this.throttle = throttle;
    this.settings = settings.microsoft();
    this.clock = clock;
  }

  private record Session(
      GraphCall call,
      StoredMessage message,
      DraftFile file,
      long size,
      Instant expires,
      ByteArrayOutputStream received) {}

  GraphAnswer begin(GraphCall call, StoredMessage message, JsonNode item) {
    long size = item.path("size").asLong(0);
    if (size < settings.smallAttachment().toBytes()) {
      throw GraphException.of(
          400,
          "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize",
          "Attachments this small are sent in one piece.");
    }
    if (size > settings.largestAttachment().toBytes()) {
      throw GraphException.of(
          400, "ErrorAttachmentSizeLimitExceeded", "The attachment exceeds the allowed size.");
    }
    var contentId = item.path("contentId").asString("");
    var file =
        new DraftFile(
            item.path("name").asString("attachment"),
            item.path("contentType").asString("application/octet-stream"),
            contentId.isEmpty() ? null : contentId,
            item.path("isInline").asBoolean(false),
            new byte[0],
            "");
    var id = Secrets.random(30);
    var expires = clock.instant().plus(LIFETIME);
    sessions.put(id, new Session(call, message, file, size, expires, new ByteArrayOutputStream()));
    var json = new LinkedHashMap<String, Object>();
    json.put("@odata.context", call.request().base() + "/$metadata#microsoft.graph.uploadSession");
    json.put("uploadUrl", messageUrl(call) + "/AttachmentSessions('" + id + "')?authtoken=" + id);
    json.put("expirationDateTime", expires.toString());
    json.put("nextExpectedRanges", List.of("0-"));
    return GraphAnswer.json(201, json);
  }

  private static String messageUrl(GraphCall call) {
    var origin = call.request().base().replaceFirst("/v1\\.0$", "");
    var account = MicrosoftAccount.of(call.mailbox());
    return "%s%sUsers('%s@%s')/Messages('%s')"
        .formatted(origin, ROOT, account.objectId(), account.tenantId(), call.path("message"));
  }

  /// The address a session belongs to; null when there is no such session.
  @Nullable String address(String id) {
    var session = sessions.get(id);
    return session == null ? null : session.call().mailbox().address();
  }

  GraphAnswer cancel(String id) {
    found(id);
    sessions.remove(id);
    return GraphAnswer.none(204);
  }

  GraphAnswer state(String id) {
    return progress(found(id));
  }

  GraphAnswer receive(String id, String contentRange, byte[] bytes) {
    var session = found(id);
    var range = RANGE.matcher(contentRange);
    if (!range.matches() || bytes.length >= settings.uploadChunk().toBytes()) {
      throw range(
          bytes.length >= settings.uploadChunk().toBytes()
              ? "The uploaded fragment is too large."
              : "The Content-Range header is missing or malformed.");
    }
    synchronized (session) {
      long from = Long.parseLong(range.group(1));
      long to = Long.parseLong(range.group(2));
      if (from != session.received().size()) {
        throw new GraphException(
            416,
            "invalidRange",
            "Uploaded fragment overlaps with existing data or leaves a gap.",
            "");
      }
      if (to - from + 1 != bytes.length || Long.parseLong(range.group(3)) != session.size()) {
        throw range("The Content-Range header does not match the content.");
      }
      throttle.upload(session.call().mailbox().address(), "PUT AttachmentSessions", bytes.length);
      session.received().writeBytes(bytes);
      return session.received().size() < session.size() ? progress(session) : finish(id, session);
    }
  }

  private GraphAnswer finish(String id, Session session) {
    var given = session.file();
    var file =
        new DraftFile(
            given.name(),
            given.contentType(),
            given.contentId(),
            given.inline(),
            session.received().toByteArray(),
            "");
    sessions.remove(id);
    var attached = AttachmentMethods.attached(drafts, session.call(), session.message(), file);
    return GraphAnswer.none(201)
        .with("Location", messageUrl(session.call()) + "/Attachments('" + attached.id() + "')");
  }

  private static GraphAnswer progress(Session session) {
    var json = new LinkedHashMap<String, Object>();
    json.put("ExpirationDateTime", session.expires().toString());
    json.put("NextExpectedRanges", List.of(Integer.toString(session.received().size())));
    return GraphAnswer.ok(json);
  }

  private Session found(String id) {
    var session = sessions.get(id);
    if (session == null || session.expires().isBefore(clock.instant())) {
      throw GraphException.of(
          404, "ErrorItemNotFound", "The upload session was not found or has expired.");
    }
    return session;
  }

  private static GraphException range(String why) {
    return GraphException.of(400, "invalidRange", why);
  }
}
