package io.correo.provider.gmail;

import io.correo.provider.ProviderException.Refused;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where a listing goes on, as one line: `1 <page> <+ or -> <label>=<page> …`. A page without a
/// token is the first.
///
/// @param all page of all messages
/// @param isLabelled whether labels are listed beside
/// @param labels pages of the labels' lists; labels read to their end are left out
record ListingToken(String all, boolean isLabelled, Map<String, String> labels) {
  private static final String VERSION = "1";

  static ListingToken parse(String text) {
    var fields = text.split(" ");
    if (fields.length < 3 || !fields[0].equals(VERSION)) {
      throw new Refused(400, "page-token", "This is not the token of a page.");
    }
    var labels = new LinkedHashMap<String, String>();
    for (int i = 3; i < fields.length; i++) {
      var equals = fields[i].indexOf('=');
      if (equals > 0) labels.put(fields[i].substring(0, equals), fields[i].substring(equals + 1));
    }
    return new ListingToken(fields[1], fields[2].equals("+"), labels);
  }

  @Override
  public String toString() {
    var line = new StringBuilder(String.join(" ", VERSION, all, isLabelled ? "+" : "-"));
    labels.forEach((label, page) -> line.append(' ').append(label).append('=').append(page));
    return line.toString();
  }
}
