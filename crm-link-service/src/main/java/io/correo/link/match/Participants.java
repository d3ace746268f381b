package io.correo.link.match;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// The people of a message who are not the mailbox's own company: whom a link can be about.
///
/// @param addresses in lower case, the sender first
public record Participants(SequencedSet<String> addresses) {
  public Participants {
    addresses = new LinkedHashSet<>(addresses);
  }

  /// What stands behind the last `@`.
  public static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }
}
