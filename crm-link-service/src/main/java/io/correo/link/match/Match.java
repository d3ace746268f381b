package io.correo.link.match;

import io.correo.events.DirectoryRecord;
import io.correo.events.RecordRef;
import java.util.List;
import java.util.Map;

/// What the rules say about a message.
///
/// @param links the records it belongs to
/// @param reason why it belongs to none; empty when there are links
/// @param undecided addresses that several accounts claim, with those accounts
public record Match(List<Link> links, String reason, Map<String, List<DirectoryRecord>> undecided) {

  public record Link(RecordRef record, String label, String reason) {}

  static Match none(String reason) {
    return new Match(List.of(), reason, Map.of());
  }
}
