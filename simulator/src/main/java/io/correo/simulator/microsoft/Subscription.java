package io.correo.simulator.microsoft;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Somebody's wish to hear of changes in a mailbox.
///
/// @param address of the mailbox
/// @param folder label of the folder, or "" for all
/// @param resource as it was asked for
/// @param lifecycleUrl "" for none
/// @param immutable whether notices carry ids that stay
public record Subscription(
    String id,
    String address,
    String folder,
    String resource,
    Set<String> changeTypes,
    String url,
    String lifecycleUrl,
    String clientState,
    Instant expires,
    boolean immutable,
    String creator,
    String application) {

  Subscription until(Instant end) {
    return new Subscription(
        id,
        address,
        folder,
        resource,
        changeTypes,
        url,
        lifecycleUrl,
        clientState,
        end,
        immutable,
        creator,
        application);
  }

  Subscription to(String other) {
    return new Subscription(
        id,
        address,
        folder,
        resource,
        changeTypes,
        other,
        lifecycleUrl,
        clientState,
        expires,
        immutable,
        creator,
        application);
  }

  /// Whether another would hear the same.
  boolean same(Subscription other) {
    return resource.equalsIgnoreCase(other.resource)
        && address.equals(other.address)
        && changeTypes.equals(other.changeTypes);
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", id);
    json.put("resource", resource);
    json.put("applicationId", application);
    json.put("changeType", String.join(",", changeTypes));
    json.put("clientState", clientState.isEmpty() ? null : clientState);
    json.put("notificationUrl", url);
    json.put("notificationQueryOptions", null);
    json.put("lifecycleNotificationUrl", lifecycleUrl.isEmpty() ? null : lifecycleUrl);
    json.put("expirationDateTime", expires.toString());
    json.put("creatorId", creator);
    json.put("includeResourceData", null);
    json.put("latestSupportedTlsVersion", "v1_2");
    json.put("encryptionCertificate", null);
    json.put("encryptionCertificateId", null);
    json.put("notificationUrlAppId", null);
    return json;
  }

  @Override
  public String toString() {
    return "Subscription[" + id + " " + resource + "]";
  }
}
