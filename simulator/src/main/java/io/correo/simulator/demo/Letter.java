package io.correo.simulator.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A demo mail, complete but not yet bytes.
///
/// @param id Message-ID with its angle brackets
/// @param references ids of the earlier mails of the conversation, oldest first
/// @param html null for somebody who writes plain text only
/// @param headers more headers, by name
record Letter(
    Person from,
    List<Person> to,
    List<Person> cc,
    List<Person> bcc,
    String subject,
    Instant at,
    String id,
    List<String> references,
    String plain,
    @Nullable String html,
    List<Enclosure> enclosures,
    Map<String, String> headers,
    @Nullable Invitation invitation) {

  /// A file that travels with the letter.
  ///
  /// @param inline whether the HTML shows it by its Content-ID
  record Enclosure(String name, String type, byte[] content, boolean inline) {
    String contentId(String suffix) {
      return "<" + name + suffix + ">";
    }
  }

  Letter with(String plain, @Nullable String html) {
    return new Letter(
        from,
        to,
        cc,
        bcc,
        subject,
        at,
        id,
        references,
        plain,
        html,
        enclosures,
        headers,
        invitation);
  }

  /// What follows a file name in a Content-ID of this letter.
  String contentIds() {
    return "." + Integer.toHexString(id.hashCode()) + "@" + from.domain();
  }
}
