package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// How far a round of delta calls has come, and with which options it began: a link carries them
/// all, so that the client repeats none.
///
/// @param since the change the round begins after, or the first round stands at; unsigned
/// @param upTo the last change this round tells; unsigned, 0 when a round begins
/// @param skip changes told by earlier pages of this round
/// @param after the last message of a page of the first round; null in later rounds
record DeltaToken(
    String folder,
    long since,
    long upTo,
    int skip,
    @Nullable Position after,
    String select,
    String filter,
    String expand) {

  String text() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("f", folder);
    fields.put("s", Long.toUnsignedString(since));
    fields.put("u", Long.toUnsignedString(upTo));
    fields.put("n", skip);
    if (after != null) {
      fields.put("d", after.date().toString());
      fields.put("i", after.id());
    }
    fields.put("S", select);
    fields.put("F", filter);
    fields.put("E", expand);
    var bytes = GraphJson.MAPPER.writeValueAsBytes(fields);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static DeltaToken read(String text, String folder) {
    DeltaToken token;
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      token = of(GraphJson.MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException | JacksonException malformed) {
      throw invalid();
    }
    if (!token.folder().equals(folder)) {
      throw invalid();
    }
    return token;
  }

  private static DeltaToken of(JsonNode json) {
    var date = json.path("d").asString("");
    return new DeltaToken(
        json.path("f").asString(""),
        Long.parseUnsignedLong(json.path("s").asString("")),
        Long.parseUnsignedLong(json.path("u").asString("")),
        json.path("n").asInt(0),
        date.isEmpty() ? null : new Position(Instant.parse(date), json.path("i").asString("")),
        json.path("S").asString(""),
        json.path("F").asString(""),
        json.path("E").asString(""));
  }

  private static GraphException invalid() {
    return GraphException.of(400, "syncStateInvalid", "The sync state token is not valid.");
  }

  DeltaToken at(@Nullable Position position) {
    return new DeltaToken(folder, since, upTo, skip, position, select, filter, expand);
  }

  DeltaToken told(int changes, long until) {
    return new DeltaToken(folder, since, until, skip + changes, null, select, filter, expand);
  }

  /// Where the next round begins.
  DeltaToken next(long history) {
    return new DeltaToken(folder, history, 0, 0, null, select, filter, expand);
  }
}
