package io.correo.simulator.microsoft;

import io.correo.simulator.mail.StoredMessage;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A message's single-value extended properties by their id: what was set, and what Exchange makes
/// of the headers.
final class ExtendedProperties {

  /// Where Exchange keeps headers as named properties (PS_INTERNET_HEADERS).
  private static final String HEADERS = "String {00020386-0000-0000-C000-000000000046} Name ";

  static final String LOOK = "properties";
  static final String IN_REPLY_TO = "String 0x1042";
  static final String REFERENCES = "String 0x1039";
  private static final String MESSAGE_ID = "String 0x1035";

  private ExtendedProperties() {}

  /// What somebody set.
  static Map<String, String> set(StoredMessage message) {
    var found = new LinkedHashMap<String, String>();
    if (message.look().get(LOOK) instanceof Map<?, ?> kept) {
      kept.forEach((id, value) -> found.put(String.valueOf(id), String.valueOf(value)));
    }
    return found;
  }

  /// All; ids are found in any case.
  static Map<String, String> all(StoredMessage message) {
    var found = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var field : message.content().headers().all()) {
      var name = field.name().toLowerCase(Locale.ROOT);
      switch (name) {
        case "message-id" -> found.putIfAbsent(MESSAGE_ID, field.value());
        case "in-reply-to" -> found.putIfAbsent(IN_REPLY_TO, field.value());
        case "references" -> found.putIfAbsent(REFERENCES, field.value());
        default -> {
          if (name.startsWith("x-")) {
            found.putIfAbsent(HEADERS + name, field.decoded());
          }
        }
      }
    }
    found.putAll(set(message));
    return found;
  }
}
