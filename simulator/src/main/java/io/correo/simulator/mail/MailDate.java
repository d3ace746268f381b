package io.correo.simulator.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Date header in any of the forms real mail has.
public final class MailDate {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,2})[\\s-]+([A-Za-z]{3})[a-z]*[\\s-]+(\\d{2,4})\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?"
              + "\\s*([+-]\\d{4})?");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private MailDate() {}

  /// Null when nothing in it is a date.
  public static @Nullable Instant parse(@Nullable String value) {
    if (value == null) {
      return null;
    }
    var match = FORM.matcher(value);
    if (!match.find()) {
      return null;
    }
    int month = MONTHS.indexOf(match.group(2).toLowerCase(Locale.ROOT)) + 1;
    int year = Integer.parseInt(match.group(3));
    year += year < 50 ? 2000 : year < 100 ? 1900 : 0;
    var seconds = match.group(6);
    var zone = match.group(7);
    try {
      var local =
          LocalDateTime.of(
              year,
              month,
              Integer.parseInt(match.group(1)),
              Integer.parseInt(match.group(4)),
              Integer.parseInt(match.group(5)),
              seconds == null ? 0 : Math.min(59, Integer.parseInt(seconds)));
      return local.toInstant(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone));
    } catch (DateTimeException impossible) {
      return null;
    }
  }
}
