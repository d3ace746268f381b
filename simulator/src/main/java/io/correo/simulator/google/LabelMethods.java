package io.correo.simulator.google;

import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.StoredMessage;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// `users.labels`.
@Component
class LabelMethods implements GmailMethods {

  private static final Set<String> LOOK =
      Set.of("messageListVisibility", "labelListVisibility", "color");

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "labels", "labels.list", 1, LabelMethods::list),
        Route.of("POST", "labels", "labels.create", 5, LabelMethods::create),
        Route.of("GET", "labels/{id}", "labels.get", 1, LabelMethods::get),
        Route.of("PUT", "labels/{id}", "labels.update", 5, LabelMethods::update),
        Route.of("PATCH", "labels/{id}", "labels.patch", 5, LabelMethods::update),
        Route.of("DELETE", "labels/{id}", "labels.delete", 5, LabelMethods::delete));
  }

  private static GmailAnswer list(GmailCall call) {
    var labels = call.mailbox().labels().stream().map(LabelMethods::json).toList();
    return GmailAnswer.ok(Map.of("labels", labels));
  }

  private static Map<String, Object> json(Label label) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", label.id());
    json.put("name", label.name());
    json.putAll(label.look());
    json.put("type", label.system() ? "system" : "user");
    return json;
  }

  private static GmailAnswer get(GmailCall call) {
    var label = found(call);
    var json = json(label);
    int unread = 0;
    var threads = new HashSet<String>();
    var unreadThreads = new HashSet<String>();
    var messages = all(call.mailbox(), label.id());
    for (var message : messages) {
      threads.add(message.threadId());
      if (message.has(Label.UNREAD)) {
        unread++;
        unreadThreads.add(message.threadId());
      }
    }
    json.put("messagesTotal", messages.size());
    json.put("messagesUnread", unread);
    json.put("threadsTotal", threads.size());
    json.put("threadsUnread", unreadThreads.size());
    return GmailAnswer.ok(json);
  }

  private static List<StoredMessage> all(Mailbox mailbox, String label) {
    return mailbox.list(Set.of(label), _ -> true, null, Integer.MAX_VALUE);
  }

  private static GmailAnswer create(GmailCall call) {
    var name = call.json().path("name").asString("").strip();
    if (name.isEmpty()) {
      throw GmailException.invalid("Invalid label name");
    }
    var label = call.mailbox().createLabel(name, look(call.json(), Map.of()));
    if (label == null) {
      throw GmailException.conflict("Label name exists or conflicts");
    }
    return GmailAnswer.ok(json(label));
  }

  private static GmailAnswer update(GmailCall call) {
    var old = found(call);
    if (old.system()) {
      throw GmailException.invalid("Invalid update request");
    }
    var name = call.json().path("name").asString(old.name());
    var now = new Label(old.id(), name, false, look(call.json(), old.look()));
    call.mailbox().replaceLabel(now);
    return GmailAnswer.ok(json(now));
  }

  private static Map<String, Object> look(JsonNode json, Map<String, Object> before) {
    var look = new LinkedHashMap<>(before);
    for (var name : LOOK) {
      if (json.has(name)) {
        look.put(name, json.get(name));
      }
    }
    return look;
  }

  private static GmailAnswer delete(GmailCall call) {
    if (found(call).system()) {
      throw GmailException.invalid("Invalid delete request");
    }
    call.mailbox().removeLabel(call.path("id"));
    return GmailAnswer.empty();
  }

  private static Label found(GmailCall call) {
    @Nullable Label label = call.mailbox().label(call.path("id"));
    if (label == null) {
      throw GmailException.notFound();
    }
    return label;
  }
}
