package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Content;
import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Messages are answered, forwarded and sent.
@Component
class SendMethods implements GraphMethods {

  private final Drafts drafts;
  private final Dispatch dispatch;

  SendMethods(Drafts drafts, Dispatch dispatch) {
    this.drafts = drafts;
    this.dispatch = dispatch;
  }

  @Override
  public List<GraphRoute> routes() {
    var routes = new ArrayList<GraphRoute>();
    routes.add(GraphRoute.of("POST", "messages/{message}/send", this::send));
    routes.add(GraphRoute.of("POST", "sendMail", this::sendMail));
    var names =
        Map.of(
            "reply", Answering.REPLY,
            "replyAll", Answering.REPLY_ALL,
            "forward", Answering.FORWARD);
    names.forEach(
        (name, kind) -> {
          var create = "create" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
          routes.add(
              GraphRoute.of(
                  "POST",
                  "messages/{message}/" + create,
                  call -> MessageMethods.entity(call, 201, answer(call, kind))));
          routes.add(
              GraphRoute.of("POST", "messages/{message}/" + name, call -> sendAnswer(call, kind)));
        });
    return routes;
  }

  private GraphAnswer send(GraphCall call) {
    dispatch.send(call.mailbox(), call.message());
    return GraphAnswer.none(202);
  }

  private GraphAnswer sendMail(GraphCall call) {
    var mailbox = call.mailbox();
    boolean mime = Drafts.isMime(call);
    var json = mime ? GraphJson.nothing() : call.parameter("message");
    if (!json.isObject()) {
      throw GraphException.badRequest("The parameter 'Message' is missing.");
    }
    var content = mime ? drafts.mime(call) : drafts.written(mailbox, DraftMail.empty(), json);
    if (!mime && !call.parameter("saveToSentItems").asBoolean(true)) {
      dispatch.sendOnly(mailbox, content);
    } else {
      sendNow(call, content, json, null);
    }
    return GraphAnswer.none(202);
  }

  /// A draft that cannot be sent does not stay.
  private void sendNow(GraphCall call, Content content, JsonNode json, @Nullable String thread) {
    var draft = drafts.store(call.mailbox(), content, json, Label.DRAFTS, thread);
    try {
      dispatch.send(call.mailbox(), draft);
    } catch (GraphException refusal) {
      call.mailbox().remove(draft.id());
      throw refusal;
    }
  }

  private StoredMessage answer(GraphCall call, Answering kind) {
    var message = call.message();
    var mime = Drafts.isMime(call);
    var json = mime ? GraphJson.nothing() : fields(call);
    var content = mime ? drafts.mime(call) : content(call, kind, message, json);
    return drafts.store(call.mailbox(), content, json, Label.DRAFTS, message.threadId());
  }

  private GraphAnswer sendAnswer(GraphCall call, Answering kind) {
    var message = call.message();
    var mime = Drafts.isMime(call);
    var json = mime ? GraphJson.nothing() : fields(call);
    var content = mime ? drafts.mime(call) : content(call, kind, message, json);
    sendNow(call, content, json, message.threadId());
    return GraphAnswer.none(202);
  }

  private Content content(GraphCall call, Answering kind, StoredMessage message, JsonNode json) {
    var comment = call.parameter("comment").asString("");
    return drafts.written(call.mailbox(), kind.draft(call.seen(message), comment), json);
  }

  /// The fields of the `message` parameter, with the recipients that stand beside it.
  private static JsonNode fields(GraphCall call) {
    var given = call.parameter("message");
    if (given.has("body") && !call.parameter("comment").asString("").isEmpty()) {
      throw GraphException.of(
          400,
          "ErrorInvalidRequest",
          "Comment and the body of the message cannot be given together.");
    }
    var to = call.parameter("toRecipients");
    if (given.has("toRecipients") && to.isArray()) {
      throw GraphException.of(400, "ErrorInvalidRequest", "toRecipients cannot be given twice.");
    }
    var fields = (ObjectNode) GraphJson.nothing();
    given.properties().forEach(field -> fields.set(field.getKey(), field.getValue()));
    if (to.isArray()) {
      fields.set("toRecipients", to);
    }
    return fields;
  }
}
