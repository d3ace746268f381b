package io.correo.link.match;

import io.correo.events.RecordRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person decided about an address.
///
/// @param chosen null for "none of them"
public record Answer(@Nullable RecordRef chosen) {
  Optional<RecordRef> record() {
    return Optional.ofNullable(chosen);
  }
}
