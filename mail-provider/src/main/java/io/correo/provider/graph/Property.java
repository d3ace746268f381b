package io.correo.provider.graph;

import io.correo.provider.OutgoingMessage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Extended properties we read or write, as Graph names them. Those by number are Exchange's own
/// (MS-OXPROPS), the named ones are ours.
final class Property {
  // A property set of our own, so that nobody else's names meet ours.
  private static final String OURS = "String {5b0c7e2a-9f41-4c38-8d6e-3a1f72c4e905} Name ";

  /// PidTagMessageSize; a message has no other size in Graph.
  static final String SIZE = "Integer 0x0E08";

  /// PidTagInReplyToId: what was written here has no received headers to read it from, and only
  /// headers beginning with `x-` can be written as headers.
  static final String IN_REPLY_TO = "String 0x1042";

  /// PidTagInternetReferences.
  static final String REFERENCES = "String 0x1039";

  /// Which files a draft is meant to have.
  static final String FILES = OURS + "X-Correo-Files";

  private static final List<String> MARKS =
      List.of(OutgoingMessage.DRAFT_MARK, OutgoingMessage.SEND_MARK);

  private Property() {}

  static String mark(String name) {
    return OURS + name;
  }

  /// What is read of every whole message.
  static String wanted() {
    return filter(
        Stream.concat(
            Stream.of(SIZE, IN_REPLY_TO, REFERENCES), MARKS.stream().map(Property::mark)));
  }

  static String filter(Stream<String> ids) {
    return ids.map("id eq '%s'"::formatted).collect(Collectors.joining(" or "));
  }

  static Optional<String> of(GraphMessage message, String id) {
    return Objects.requireNonNullElse(
            message.singleValueExtendedProperties(), List.<GraphMessage.Property>of())
        .stream()
        .filter(it -> id.equalsIgnoreCase(it.id()))
        .map(GraphMessage.Property::value)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /// Our marks by name in lower case.
  static Map<String, String> marks(GraphMessage message) {
    var marks = new TreeMap<String, String>();
    for (var name : MARKS) {
      of(message, mark(name)).ifPresent(it -> marks.put(name.toLowerCase(Locale.ROOT), it));
    }
    return marks;
  }
}
