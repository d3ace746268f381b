package io.correo.simulator.google;

import io.correo.simulator.mail.Mailbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Profile, watch and the addresses one may send as.
@Component
class AccountMethods implements GmailMethods {

  private final Watches watches;

  AccountMethods(Watches watches) {
    this.watches = watches;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "profile", "getProfile", 1, AccountMethods::profile),
        Route.of("POST", "watch", "watch", 100, this::watch),
        Route.of("POST", "stop", "stop", 50, this::stop),
        Route.of("GET", "settings/sendAs", "settings.sendAs.list", 1, AccountMethods::sendAs),
        Route.of(
            "GET", "settings/sendAs/{email}", "settings.sendAs.get", 1, AccountMethods::oneSendAs));
  }

  private static GmailAnswer profile(GmailCall call) {
    var mailbox = call.mailbox();
    var json = new LinkedHashMap<String, Object>();
    json.put("emailAddress", mailbox.address());
    json.put("messagesTotal", mailbox.size());
    json.put("threadsTotal", mailbox.threads());
    json.put("historyId", Long.toUnsignedString(mailbox.historyId()));
    return GmailAnswer.ok(json);
  }

  private GmailAnswer watch(GmailCall call) {
    var json = call.json();
    var topic = json.path("topicName").asString("");
    if (!topic.matches("projects/[^/]+/topics/[^/]+")) {
      throw GmailException.invalid("Invalid topicName does not match projects/{project}/topics/*");
    }
    var behavior =
        json.path("labelFilterBehavior").asString(json.path("labelFilterAction").asString(""));
    var expires =
        watches.watch(
            call.mailbox().address(), call.list("labelIds"), behavior.equalsIgnoreCase("exclude"));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("historyId", Long.toUnsignedString(call.mailbox().historyId()));
    answer.put("expiration", Long.toString(expires.toEpochMilli()));
    return GmailAnswer.ok(answer);
  }

  private GmailAnswer stop(GmailCall call) {
    watches.stop(call.mailbox().address());
    return GmailAnswer.empty();
  }

  private static GmailAnswer sendAs(GmailCall call) {
    return GmailAnswer.ok(Map.of("sendAs", List.of(primary(call.mailbox()))));
  }

  private static GmailAnswer oneSendAs(GmailCall call) {
    if (!call.path("email").equalsIgnoreCase(call.mailbox().address())) {
      throw GmailException.notFound();
    }
    return GmailAnswer.ok(primary(call.mailbox()));
  }

  private static Map<String, Object> primary(Mailbox mailbox) {
    var json = new LinkedHashMap<String, Object>();
    json.put("sendAsEmail", mailbox.address());
    json.put("displayName", mailbox.owner());
    json.put("replyToAddress", "");
    json.put("signature", "");
    json.put("isPrimary", true);
    json.put("isDefault", true);
    return json;
  }
}
