package io.correo.simulator.microsoft;

import java.util.LinkedHashMap;
import java.util.Map;

/// One thing a subscriber is told.
///
/// @param body as it stands in the `value` of a POST
record Notice(String url, Map<String, Object> body) {

  /// A message changed.
  static Notice change(
      Subscription subscription, MicrosoftAccount account, String type, String id, String etag) {
    var path = "Users/" + account.objectId() + "/Messages/" + id;
    var data = new LinkedHashMap<String, Object>();
    data.put("@odata.type", "#Microsoft.Graph.Message");
    data.put("@odata.id", path);
    data.put("@odata.etag", etag);
    data.put("id", id);
    var body = head(subscription, account);
    body.put("changeType", type);
    body.put("resource", path);
    body.put("resourceData", data);
    return new Notice(subscription.url(), body);
  }

  /// Something happened to the subscription itself.
  static Notice lifecycle(Subscription subscription, MicrosoftAccount account, String event) {
    var body = head(subscription, account);
    body.put("lifecycleEvent", event);
    return new Notice(subscription.lifecycleUrl(), body);
  }

  private static LinkedHashMap<String, Object> head(
      Subscription subscription, MicrosoftAccount account) {
    var body = new LinkedHashMap<String, Object>();
    body.put("subscriptionId", subscription.id());
    body.put("subscriptionExpirationDateTime", subscription.expires().toString());
    body.put(
        "clientState", subscription.clientState().isEmpty() ? null : subscription.clientState());
    body.put("tenantId", account.tenantId());
    return body;
  }

  /// The same with something in it that is not so.
  Notice with(String field, Object value) {
    var changed = new LinkedHashMap<>(body);
    changed.put(field, value);
    return new Notice(url, changed);
  }
}
