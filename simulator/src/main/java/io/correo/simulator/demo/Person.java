package io.correo.simulator.demo;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Somebody who writes or receives demo mail.
///
/// @param language `es`, `en` or `pt`: of attribution lines and dates
/// @param client what this person writes mail with
record Person(
    String name,
    String address,
    String title,
    String company,
    String phone,
    String language,
    Client client,
    ZoneId zone) {

  /// How a mail program shapes its messages.
  enum Client {
    GMAIL,
    OUTLOOK,
    /// Writes plain text only.
    PLAIN
  }

  String domain() {
    return address.substring(address.indexOf('@') + 1);
  }

  String firstName() {
    return name.contains(" ") ? name.substring(0, name.indexOf(' ')) : name;
  }

  /// The lines under a first message: name, position, company, telephone.
  List<String> signature() {
    var lines = new ArrayList<>(List.of(name, title, company, phone));
    lines.removeIf(String::isEmpty);
    return lines;
  }
}
