package io.correo.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A mail address as it stood in a header.
///
/// @param name the display name, decoded; null when there was none
/// @param address `local@domain`, trimmed, in the case it was written
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Address(@Nullable String name, String address) {

  public static Address of(String address) {
    return new Address(null, address);
  }

  /// For comparing: providers ignore case, so we do.
  public String key() {
    return address.strip().toLowerCase(Locale.ROOT);
  }

  /// The part after the last `@`, in lower case; empty when there is none.
  public String domain() {
    var at = address.lastIndexOf('@');
    return at < 0 ? "" : address.substring(at + 1).strip().toLowerCase(Locale.ROOT);
  }
}
