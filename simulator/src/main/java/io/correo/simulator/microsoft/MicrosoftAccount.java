package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Mailbox;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// A Microsoft 365 account: its ids never change, the same at every start.
///
/// @param objectId `oid`, the user's id in Graph
/// @param tenantId of the organisation, one per mail domain
record MicrosoftAccount(String address, String objectId, String tenantId, String name) {

  static MicrosoftAccount of(Mailbox mailbox) {
    var address = mailbox.address();
    var domain = address.substring(address.indexOf('@') + 1);
    var name = mailbox.owner().isEmpty() ? address : mailbox.owner();
    return new MicrosoftAccount(address, uuid("user " + address), uuid("tenant " + domain), name);
  }

  private static String uuid(String of) {
    return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /// Whether `/users/{user}` is this account.
  boolean is(String user) {
    return user.equalsIgnoreCase(address) || user.equalsIgnoreCase(objectId);
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("businessPhones", new String[0]);
    json.put("displayName", name);
    json.put("givenName", name.replaceFirst("\\s.*", ""));
    json.put("jobTitle", null);
    json.put("mail", address);
    json.put("mobilePhone", null);
    json.put("officeLocation", null);
    json.put("preferredLanguage", null);
    json.put("surname", name.replaceFirst("^\\S+\\s*", ""));
    json.put("userPrincipalName", address);
    json.put("id", objectId);
    return json;
  }
}
