package io.correo.events;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Why a message is linked to a record, or to none, for pages that say it in their own language.
/// The set of codes is open: show the English text beside it for one you do not know.
///
/// | code | values | linked |
/// |---|---|---|
/// | `by-hand` | | yes |
/// | `chosen` | | yes |
/// | `answered` | `address` `record` | yes |
/// | `address` | `address` `record` | yes |
/// | `contact` | `address` `contact` `record` | yes |
/// | `domain` | `address` `record` | yes |
/// | `unlinked-by-hand` | | no |
/// | `never-shared` | `address` | no |
/// | `colleagues` | | no |
/// | `nobody-known` | `addresses` | no |
/// | `ambiguous` | `addresses` `records` | no |
///
/// @param code stable, in lower case
/// @param values what it is about, by name; several of a kind are separated by a comma and a blank
public record LinkReason(String code, Map<String, String> values) {
  public LinkReason {
    if (code.isBlank()) throw new IllegalArgumentException("code is blank");
    // Sorted, so that the same reason is always the same bytes.
    values = values == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /// Values name people.
  @Override
  public String toString() {
    return "LinkReason[%s]".formatted(code);
  }
}
