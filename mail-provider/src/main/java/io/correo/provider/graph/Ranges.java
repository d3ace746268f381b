package io.correo.provider.graph;

import tools.jackson.databind.JsonNode;

/// How far an upload has come, by the ranges Graph still expects: `["3932160-"]`.
final class Ranges {
  private Ranges() {}

  /// @param end the byte after the last one asked about
  static boolean has(JsonNode session, long end) {
    // Outlook's own endpoint, which takes the ranges, writes its fields in capitals.
    var expected =
        session.has("nextExpectedRanges")
            ? session.get("nextExpectedRanges")
            : session.path("NextExpectedRanges");
    if (!expected.isArray() || expected.isEmpty()) return false;
    var first = expected.get(0).asString("").split("-", 2)[0].strip();
    return first.matches("\\d{1,18}") && Long.parseLong(first) >= end;
  }
}
