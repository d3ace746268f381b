package io.correo.compose.mime;

import io.correo.events.Address;
import io.correo.service.problem.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text on its way into a header. A line break or NUL in it could begin a header of its own.
public final class HeaderText {
  private static final Pattern BREAKS = Pattern.compile("[\\r\\n\\u0000]");
  private static final int MAX_LENGTH = 2_000;

  // What RFC 5322 §3.4.1 and RFC 6531 allow and mail providers take: a dot-atom and a domain.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[^\\s@<>()\\[\\],;:\\\\\"\\p{Cntrl}]{1,64}"
              + "@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62})\\.?)+");

  private HeaderText() {}

  /// @throws Problem 400 naming the field
  public static String check(String field, String text) {
    if (BREAKS.matcher(text).find()) {
      throw Problem.invalid(field, "must not contain line breaks or NUL");
    }
    if (text.length() > MAX_LENGTH) {
      throw Problem.invalid(field, "is longer than %d characters".formatted(MAX_LENGTH));
    }
    return text;
  }

  public static @Nullable String checkNullable(String field, @Nullable String text) {
    return text == null ? null : check(field, text);
  }

  /// @throws Problem 400 naming the field
  public static List<Address> check(String field, List<Address> addresses) {
    return addresses.stream().map(address -> check(field, address)).toList();
  }

  public static Address check(String field, Address address) {
    var name = address.name();
    if (name != null) check(field, name);
    return new Address(
        name == null || name.isBlank() ? null : name.strip(),
        check(field, address.address()).strip());
  }

  /// Whether mail can be addressed to it; a draft may hold what is not finished yet.
  public static boolean isDeliverable(Address address) {
    return address.address().length() <= 254 && ADDRESS.matcher(address.address()).matches();
  }
}
