package io.correo.simulator.google;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request for a Gmail method, however it came: alone, in a batch, or as an upload.
///
/// @param path below `gmail/v1/`, without a slash in front, still percent-encoded
/// @param body JSON, perhaps empty
/// @param media an uploaded message; null when there is none
record GmailRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    @Nullable String authorization,
    byte[] body,
    byte @Nullable [] media) {

  @Override
  public String toString() {
    return "GmailRequest[" + method + " " + path + "]";
  }
}
