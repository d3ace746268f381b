package io.correo.simulator.google;

import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.StoredMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// `users.drafts`. A draft keeps its id; its message gets another at every update and on send.
@Component
class DraftMethods implements GmailMethods {

  private final Outgoing outgoing;
  private final Clock clock;

  DraftMethods(Outgoing outgoing, Clock clock) {
    this.outgoing = outgoing;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "drafts", "drafts.list", 5, DraftMethods::list),
        Route.of("POST", "drafts", "drafts.create", 10, this::create),
        Route.of("POST", "drafts/send", "drafts.send", 100, this::send),
        Route.of("GET", "drafts/{id}", "drafts.get", 20, DraftMethods::get),
        Route.of("PUT", "drafts/{id}", "drafts.update", 15, this::update),
        Route.of("DELETE", "drafts/{id}", "drafts.delete", 10, DraftMethods::delete));
  }

  private static GmailAnswer list(GmailCall call) {
    var search = new Search(call);
    var labels = new ArrayList<>(search.labels());
    labels.add(Label.DRAFT);
    int max = call.max(100, 500);
    var after = PageToken.position(call.query("pageToken"));
    var found = call.mailbox().list(labels, search::matches, after, max + 1);
    var page = found.subList(0, Math.min(max, found.size()));
    var drafts = new ArrayList<Object>();
    for (var message : page) {
      var id = call.mailbox().draftOf(message.id());
      if (id != null) {
        drafts.add(Map.of("id", id, "message", MessageJson.reference(message)));
      }
    }
    var answer = new LinkedHashMap<String, Object>();
    if (!drafts.isEmpty()) {
      answer.put("drafts", drafts);
    }
    if (found.size() > max) {
      answer.put("nextPageToken", PageToken.of(page.getLast().position()));
    }
    answer.put("resultSizeEstimate", drafts.size());
    return GmailAnswer.ok(answer);
  }

  private static GmailAnswer get(GmailCall call) {
    var message = found(call.mailbox(), call.path("id"));
    return answer(call.path("id"), MessageJson.of(message, call.query("format"), List.of()));
  }

  private static GmailAnswer answer(String id, Map<String, Object> message) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", id);
    json.put("message", message);
    return GmailAnswer.ok(json);
  }

  private GmailAnswer create(GmailCall call) {
    var stored = store(call, call.json().path("message"));
    var id = call.mailbox().draftOf(stored.id());
    return answer(id == null ? "" : id, MessageJson.state(stored));
  }

  private StoredMessage store(GmailCall call, JsonNode message) {
    var content = outgoing.draft(call.mailbox(), outgoing.accepted(call.raw(message)));
    var thread = outgoing.thread(call.mailbox(), content, message.path("threadId").asString(""));
    return call.mailbox().add(content, Set.of(Label.DRAFT), clock.instant(), null, thread);
  }

  private GmailAnswer update(GmailCall call) {
    var id = call.path("id");
    return answer(id, MessageJson.state(replace(call, id)));
  }

  private StoredMessage replace(GmailCall call, String draftId) {
    var message = call.json().path("message");
    found(call.mailbox(), draftId);
    var content = outgoing.draft(call.mailbox(), outgoing.accepted(call.raw(message)));
    var thread = outgoing.thread(call.mailbox(), content, message.path("threadId").asString(""));
    return found(call.mailbox().replaceDraft(draftId, content, clock.instant(), thread));
  }

  private GmailAnswer send(GmailCall call) {
    var json = call.json();
    var id = json.path("id").asString("");
    boolean hasMessage = call.raw(json.path("message")) != null;
    var draft = id.isEmpty() ? store(call, json.path("message")) : null;
    if (draft == null) {
      draft = hasMessage ? replace(call, id) : found(call.mailbox(), id);
    }
    var sent = outgoing.sendDraft(call.mailbox(), draft);
    while (sent == null) {
      // Another call was faster: if it only changed the draft, the changed one is sent.
      sent = outgoing.sendDraft(call.mailbox(), found(call.mailbox(), id));
    }
    return GmailAnswer.ok(MessageJson.state(sent));
  }

  private static GmailAnswer delete(GmailCall call) {
    call.mailbox().remove(found(call.mailbox(), call.path("id")).id());
    return GmailAnswer.empty();
  }

  private static StoredMessage found(Mailbox mailbox, String draftId) {
    return found(mailbox.draft(draftId));
  }

  private static StoredMessage found(@Nullable StoredMessage message) {
    if (message == null) {
      throw GmailException.notFound();
    }
    return message;
  }
}
