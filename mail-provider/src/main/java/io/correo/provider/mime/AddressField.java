package io.correo.provider.mime;

import io.correo.events.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.util.ContentUtil;
import org.jspecify.annotations.Nullable;

/// A header that holds addresses. What is no address is kept as it was written: a person may still
/// recognise it. Groups are flattened.
public final class AddressField {
  private static final int MOST = 5_000;
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;\"]+@[^\\s<>,;\"]+");

  private AddressField() {}

  public static List<Address> parse(List<String> values) {
    var addresses = new ArrayList<Address>();
    values.forEach(value -> addresses.addAll(parse(value)));
    return addresses.size() > MOST ? addresses.subList(0, MOST) : addresses;
  }

  private static List<Address> parse(String value) {
    if (value.isBlank()) return List.of();
    try {
      // Counted in bytes here, because the parser's own method for text counts characters.
      var bytes = ContentUtil.encode(StandardCharsets.UTF_8, value);
      var list =
          LenientAddressParser.DEFAULT.parseAddressList(bytes, new ParserCursor(0, bytes.length()));
      var addresses = new ArrayList<Address>();
      for (var mailbox : list.flatten()) {
        var address = address(mailbox);
        if (address != null) addresses.add(address);
      }
      if (!addresses.isEmpty() || isGroup(value)) return addresses;
    } catch (RuntimeException malformed) {
      // Not an address list at all; below is what can be made of it.
    }
    return salvage(value);
  }

  private static @Nullable Address address(Mailbox mailbox) {
    var domain = mailbox.getDomain();
    var local = mailbox.getLocalPart() == null ? "" : mailbox.getLocalPart().strip();
    if (local.isEmpty() && (domain == null || domain.isBlank())) return null;
    var address = domain == null || domain.isBlank() ? local : local + "@" + domain.strip();
    var name = mailbox.getName() == null ? "" : Headers.decode(mailbox.getName());
    return new Address(name.isBlank() ? null : name, Headers.decode(address));
  }

  private static List<Address> salvage(String value) {
    var found = ADDRESS.matcher(value).results().limit(MOST).map(m -> m.group()).toList();
    if (found.isEmpty()) return List.of(Address.of(Headers.decode(value)));
    return found.stream().map(Address::of).toList();
  }

  /// `undisclosed-recipients:;` names nobody, and that is fine.
  private static boolean isGroup(String value) {
    return value.contains(":") && value.strip().endsWith(";");
  }
}
