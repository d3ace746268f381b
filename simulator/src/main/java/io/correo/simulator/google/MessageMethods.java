package io.correo.simulator.google;

import io.correo.simulator.mail.Content;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.MailDate;
import io.correo.simulator.mail.StoredMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// `users.messages` and their attachments.
@Component
class MessageMethods implements GmailMethods {

  private static final int BATCH = 1000;

  private final Outgoing outgoing;
  private final Clock clock;

  MessageMethods(Outgoing outgoing, Clock clock) {
    this.outgoing = outgoing;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "messages", "messages.list", 5, this::list),
        Route.of("POST", "messages", "messages.insert", 25, call -> insert(call, "receivedTime")),
        Route.of(
            "POST", "messages/import", "messages.import", 25, call -> insert(call, "dateHeader")),
        Route.of("POST", "messages/send", "messages.send", 100, this::send),
        Route.of("POST", "messages/batchModify", "messages.batchModify", 50, this::batchModify),
        Route.of("POST", "messages/batchDelete", "messages.batchDelete", 50, this::batchDelete),
        Route.of("GET", "messages/{id}", "messages.get", 20, this::get),
        Route.of("DELETE", "messages/{id}", "messages.delete", 10, this::delete),
        Route.of(
            "POST",
            "messages/{id}/modify",
            "messages.modify",
            5,
            call -> change(call, LabelChange.of(call))),
        Route.of(
            "POST",
            "messages/{id}/trash",
            "messages.trash",
            5,
            call -> change(call, LabelChange.TRASH)),
        Route.of(
            "POST",
            "messages/{id}/untrash",
            "messages.untrash",
            5,
            call -> change(call, LabelChange.UNTRASH)),
        Route.of(
            "GET",
            "messages/{messageId}/attachments/{id}",
            "messages.attachments.get",
            20,
            this::attachment));
  }

  private GmailAnswer list(GmailCall call) {
    var search = new Search(call);
    int max = call.max(100, 500);
    var known = search.byMessageId();
    var after = PageToken.position(call.query("pageToken"));
    var found =
        known != null
            ? known
            : call.mailbox().list(search.labels(), search::matches, after, max + 1);
    var answer = new LinkedHashMap<String, Object>();
    var page = found.subList(0, Math.min(max, found.size()));
    if (!page.isEmpty()) {
      answer.put("messages", page.stream().map(MessageJson::reference).toList());
    }
    if (found.size() > page.size()) {
      answer.put("nextPageToken", PageToken.of(page.getLast().position()));
    }
    answer.put(
        "resultSizeEstimate",
        found.size() > page.size() ? call.mailbox().estimate(search.labels()) : page.size());
    return GmailAnswer.ok(answer);
  }

  private GmailAnswer get(GmailCall call) {
    var message = found(call.mailbox().find(call.path("id")));
    return GmailAnswer.ok(
        MessageJson.of(message, call.query("format"), call.all("metadataHeaders")));
  }

  private GmailAnswer attachment(GmailCall call) {
    var message = found(call.mailbox().find(call.path("messageId")));
    var path = AttachmentToken.part(call.path("id"), message.id());
    var part = path == null ? null : message.content().root().find(path);
    if (part == null) {
      throw GmailException.invalid("Invalid attachment token");
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("size", part.content().length);
    answer.put("data", part.content());
    return GmailAnswer.ok(answer);
  }

  private GmailAnswer change(GmailCall call, LabelChange change) {
    return GmailAnswer.ok(MessageJson.state(found(change.apply(call, call.path("id")))));
  }

  private GmailAnswer delete(GmailCall call) {
    if (!call.mailbox().remove(call.path("id"))) {
      throw GmailException.notFound();
    }
    return GmailAnswer.empty();
  }

  private GmailAnswer batchModify(GmailCall call) {
    var change = LabelChange.of(call);
    for (var id : ids(call)) {
      change.apply(call, id);
    }
    return GmailAnswer.empty();
  }

  private GmailAnswer batchDelete(GmailCall call) {
    for (var id : ids(call)) {
      call.mailbox().remove(id);
    }
    return GmailAnswer.empty();
  }

  private static List<String> ids(GmailCall call) {
    var ids = call.list("ids");
    if (ids.isEmpty()) {
      throw GmailException.invalid("No message ids specified");
    }
    if (ids.size() > BATCH) {
      throw GmailException.invalid("Too many message ids, at most " + BATCH);
    }
    return ids;
  }

  private GmailAnswer send(GmailCall call) {
    var json = call.json();
    var sent = outgoing.send(call.mailbox(), call.raw(json), json.path("threadId").asString(""));
    return GmailAnswer.ok(MessageJson.state(sent));
  }

  private GmailAnswer insert(GmailCall call, String dateSource) {
    var json = call.json();
    var content = new Content(outgoing.accepted(call.raw(json)));
    var labels = new ArrayList<String>();
    json.path("labelIds").forEach(label -> labels.add(label.asString("")));
    for (var label : labels) {
      if (call.mailbox().label(label) == null) {
        throw GmailException.invalid("Invalid label: " + label);
      }
    }
    labels.remove(Label.DRAFT);
    var source = call.query("internalDateSource");
    var date = date(content, source.isEmpty() ? dateSource : source);
    var thread = outgoing.thread(call.mailbox(), content, json.path("threadId").asString(""));
    return GmailAnswer.ok(
        MessageJson.state(call.mailbox().add(content, labels, date, null, thread)));
  }

  private Instant date(Content content, String source) {
    var said = source.equals("dateHeader") ? MailDate.parse(content.headers().first("Date")) : null;
    return said == null ? clock.instant() : said;
  }

  private static StoredMessage found(@Nullable StoredMessage message) {
    if (message == null) {
      throw GmailException.notFound();
    }
    return message;
  }
}
