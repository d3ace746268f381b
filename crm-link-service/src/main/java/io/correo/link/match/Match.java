package io.correo.link.match;

import io.correo.events.DirectoryRecord;
import io.correo.events.RecordRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the rules say about a message.
///
/// @param links the records it belongs to
/// @param reason why it belongs to none; null when there are links
/// @param undecided addresses that several accounts claim, with those accounts
public record Match(
    List<Link> links, @Nullable Reason reason, Map<String, List<DirectoryRecord>> undecided) {

  public record Link(RecordRef record, String label, Reason reason) {}

  static Match none(Reason reason) {
    return new Match(List.of(), reason, Map.of());
  }
}
