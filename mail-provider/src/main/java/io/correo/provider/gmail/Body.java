package io.correo.provider.gmail;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/// What of a message is read, collected along its tree: text, HTML, or both ways of saying it.
///
/// @param text null when it is only said in HTML
/// @param html null when it is only said in text
record Body(@Nullable String text, @Nullable String html) {
  static final Body NONE = new Body(null, null);

  boolean isEmpty() {
    return text == null && html == null;
  }

  /// Ways of saying the same: the first text, and the last HTML (RFC 2046 §5.1.4).
  static Body anyOf(List<Body> ways) {
    String text = null;
    String html = null;
    for (var way : ways) {
      if (text == null) text = way.text;
      if (way.html != null) html = way.html;
    }
    return new Body(text, html);
  }

  /// Said one after the other. Once there is HTML, plain pieces are set in it as they are.
  static Body allOf(List<Body> pieces) {
    var said = new ArrayList<>(pieces);
    said.removeIf(Body::isEmpty);
    if (said.isEmpty()) return NONE;
    if (said.size() == 1) return said.getFirst();
    if (said.stream().allMatch(piece -> piece.html == null)) {
      return new Body(joined(said.stream().map(Body::text).toList()), null);
    }
    var html =
        said.stream()
            .map(piece -> piece.html == null ? asHtml(piece.text) : piece.html)
            .collect(Collectors.joining("\n"));
    // One piece said in HTML only: the text is derived from the whole.
    var text =
        said.stream().anyMatch(piece -> piece.text == null)
            ? null
            : joined(said.stream().map(Body::text).toList());
    return new Body(text, html);
  }

  private static String joined(List<@Nullable String> texts) {
    return texts.stream().map(Objects::toString).collect(Collectors.joining("\n"));
  }

  private static String asHtml(@Nullable String text) {
    return "<div style=\"white-space:pre-wrap\">"
        + Entities.escape(Objects.requireNonNullElse(text, ""))
        + "</div>";
  }
}
