package io.correo.link.match;

import io.correo.events.LinkReason;
import java.util.Collection;
import java.util.Map;

/// Why a message is linked to a record or to none: in English, and as a code with what it is about,
/// so that pages say it in their own language. The codes are contract, see [LinkReason].
public record Reason(String text, LinkReason why) {
  private static final String ADDRESS = "address";
  private static final String ADDRESSES = "addresses";
  private static final String RECORD = "record";

  public static final Reason BY_HAND =
      of("Somebody linked this conversation to it.", "by-hand", Map.of());

  public static final Reason CHOSEN =
      of("Chosen when the message was written.", "chosen", Map.of());

  public static final Reason UNLINKED =
      of("Somebody unlinked this conversation.", "unlinked-by-hand", Map.of());

  static final Reason COLLEAGUES =
      of("Only people of your own company take part.", "colleagues", Map.of());

  public static Reason neverShared(String address) {
    return of(
        "Mail with %s is never shared.".formatted(address),
        "never-shared",
        Map.of(ADDRESS, address));
  }

  static Reason answered(String address, String record) {
    return of(
        "Somebody decided that %s belongs to %s.".formatted(address, record),
        "answered",
        Map.of(ADDRESS, address, RECORD, record));
  }

  static Reason address(String address, String contact) {
    return of(
        "%s is an address of %s.".formatted(address, contact),
        "address",
        Map.of(ADDRESS, address, RECORD, contact));
  }

  static Reason contact(String address, String contact, String account) {
    return of(
        "%s (%s) is a contact of %s.".formatted(contact, address, account),
        "contact",
        Map.of(ADDRESS, address, "contact", contact, RECORD, account));
  }

  static Reason domain(String address, String account) {
    return of(
        "%s is an address or of the domain of %s.".formatted(address, account),
        "domain",
        Map.of(ADDRESS, address, RECORD, account));
  }

  static Reason nobodyKnown(Collection<String> addresses) {
    var all = String.join(", ", addresses);
    return of(
        "No contact or account of the CRM has the address %s.".formatted(all),
        "nobody-known",
        Map.of(ADDRESSES, all));
  }

  static Reason ambiguous(Collection<String> addresses, Collection<String> accounts) {
    var all = String.join(", ", addresses);
    return of(
        "%s could belong to %s: waiting for somebody to decide."
            .formatted(all, String.join(" or ", accounts)),
        "ambiguous",
        Map.of(ADDRESSES, all, "records", String.join(", ", accounts)));
  }

  private static Reason of(String text, String code, Map<String, String> values) {
    return new Reason(text, new LinkReason(code, values));
  }

  /// It names people.
  @Override
  public String toString() {
    return "Reason[%s]".formatted(why.code());
  }
}
