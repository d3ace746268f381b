package io.correo.simulator.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/// A calendar invitation or its answer (RFC 5545, RFC 5546).
///
/// @param method `REQUEST`, `REPLY` or `CANCEL`
record Invitation(
    String method,
    String uid,
    String summary,
    String place,
    Instant start,
    Duration length,
    Person organizer,
    List<Person> attendees,
    Instant stamp) {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  String calendar() {
    var state = method.equals("REPLY") ? "ACCEPTED" : "NEEDS-ACTION;RSVP=TRUE";
    var guests =
        attendees.stream()
            .map(a -> "ATTENDEE;CN=" + a.name() + ";PARTSTAT=" + state + ":mailto:" + a.address());
    var lines =
        Stream.of(
            Stream.of(
                "BEGIN:VCALENDAR",
                "PRODID:-//Agenda//ES",
                "VERSION:2.0",
                "METHOD:" + method,
                "BEGIN:VEVENT",
                "UID:" + uid,
                "DTSTAMP:" + UTC.format(stamp),
                "DTSTART:" + UTC.format(start),
                "DTEND:" + UTC.format(start.plus(length)),
                "SUMMARY:" + escape(summary),
                "LOCATION:" + escape(place),
                "ORGANIZER;CN=" + organizer.name() + ":mailto:" + organizer.address()),
            guests,
            Stream.of("SEQUENCE:0", "STATUS:CONFIRMED", "END:VEVENT", "END:VCALENDAR"));
    return String.join("\r\n", lines.flatMap(s -> s).map(Invitation::fold).toList()) + "\r\n";
  }

  private static String escape(String text) {
    return text.replace(",", "\\,").replace(";", "\\;");
  }

  // RFC 5545 §3.1: lines longer than 75 octets are folded.
  private static String fold(String line) {
    var folded = new StringBuilder();
    var rest = line;
    while (rest.length() > 60) {
      folded.append(rest, 0, 60).append("\r\n ");
      rest = rest.substring(60);
    }
    return folded.append(rest).toString();
  }
}
