package io.correo.simulator.microsoft;

import io.correo.simulator.SimulatorSettings;
import io.correo.simulator.mail.StoredMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The attachments of a message are listed, read, added and taken away.
@Component
class AttachmentMethods implements GraphMethods {

  private final Drafts drafts;
  private final UploadSessions sessions;
  private final GraphThrottle throttle;
  private final SimulatorSettings.Microsoft settings;

  AttachmentMethods(
      Drafts drafts, UploadSessions sessions, GraphThrottle throttle, SimulatorSettings settings) {
    this.drafts = drafts;
    this.sessions = sessions;
    this.throttle = throttle;
    this.settings = settings.microsoft();
  }

  @Override
  public List<GraphRoute> routes() {
    return List.of(
        GraphRoute.of("GET", "messages/{message}/attachments", this::list),
        GraphRoute.of("GET", "messages/{message}/attachments/$count", this::count),
        GraphRoute.of("POST", "messages/{message}/attachments", this::add),
        GraphRoute.of("POST", "messages/{message}/attachments/createUploadSession", this::session),
        GraphRoute.of("GET", "messages/{message}/attachments/{attachment}", this::get),
        GraphRoute.of("DELETE", "messages/{message}/attachments/{attachment}", this::remove),
        GraphRoute.of("GET", "messages/{message}/attachments/{attachment}/$value", this::value));
  }

  private static Attachment attachment(GraphCall call) {
    return Attachment.find(call.seen(call.message()), call.path("attachment"));
  }

  private static String context(GraphCall call) {
    return call.context("messages('" + call.path("message") + "')/attachments");
  }

  private GraphAnswer list(GraphCall call) {
    var select = call.query("select");
    var wanted = List.of(select.split("\\s*,\\s*"));
    boolean whole = select.isEmpty() || wanted.contains("contentBytes");
    var value =
        Attachment.of(call.seen(call.message())).stream()
            .map(attachment -> attachment.json(whole))
            .toList();
    if (!select.isEmpty()) {
      value.forEach(
          json ->
              json.keySet()
                  .removeIf(
                      name ->
                          !name.startsWith("@") && !name.equals("id") && !wanted.contains(name)));
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("@odata.context", context(call));
    answer.put("value", value);
    return GraphAnswer.ok(answer);
  }

  private GraphAnswer count(GraphCall call) {
    return GraphAnswer.number(Attachment.of(call.seen(call.message())).size());
  }

  private GraphAnswer get(GraphCall call) {
    var attachment = attachment(call);
    boolean item =
        attachment.part().isMessage() && call.query("expand").endsWith("temAttachment/item");
    var json = new LinkedHashMap<String, Object>();
    json.put("@odata.context", context(call) + "/$entity");
    json.putAll(item ? attachment.withItem() : attachment.json(true));
    return GraphAnswer.ok(json);
  }

  private GraphAnswer value(GraphCall call) {
    var attachment = attachment(call);
    if (attachment.isLink()) {
      throw GraphException.of(
          405, "ErrorUnsupportedOperation", "A reference attachment has no content of its own.");
    }
    return GraphAnswer.bytes(
        attachment.bytes(),
        attachment.part().isMessage() ? "text/plain" : attachment.contentType());
  }

  private GraphAnswer add(GraphCall call) {
    var file = DraftFields.file(call.json());
    if (file.bytes().length > settings.smallAttachment().toBytes()) {
      throw GraphException.of(
          413, "ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.");
    }
    throttle.upload(call.mailbox().address(), "POST attachments", file.bytes().length);
    var json = new LinkedHashMap<String, Object>();
    json.put("@odata.context", context(call) + "/$entity");
    json.putAll(attached(drafts, call, call.message(), file).json(true));
    return GraphAnswer.json(201, json);
  }

  /// Adds a file to a message.
  static Attachment attached(Drafts drafts, GraphCall call, StoredMessage to, DraftFile file) {
    var before = ids(call, to);
    var message =
        drafts.changeFiles(
            call,
            to,
            files -> {
              var more = new ArrayList<>(files);
              more.add(file);
              return more;
            });
    // Inline files stand before the others, so the new one need not be the last.
    return Attachment.of(call.seen(message)).stream()
        .filter(attachment -> !before.contains(attachment.id()))
        .findFirst()
        .orElseThrow(GraphException::notFound);
  }

  private static Set<String> ids(GraphCall call, StoredMessage message) {
    return Attachment.of(call.seen(message)).stream()
        .map(Attachment::id)
        .collect(Collectors.toSet());
  }

  private GraphAnswer remove(GraphCall call) {
    var wanted = attachment(call).id();
    var message = call.message();
    int at =
        Attachment.of(call.seen(message)).stream().map(Attachment::id).toList().indexOf(wanted);
    drafts.changeFiles(
        call,
        message,
        files -> {
          var rest = new ArrayList<>(files);
          rest.remove(at);
          return rest;
        });
    return GraphAnswer.none(204);
  }

  private GraphAnswer session(GraphCall call) {
    return sessions.begin(call, call.message(), call.parameter("attachmentItem"));
  }
}
