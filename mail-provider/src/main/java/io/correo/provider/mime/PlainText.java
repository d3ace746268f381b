package io.correo.provider.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/// Text for people: derived from HTML, cut at a size, or its first words.
public final class PlainText {
  private static final Set<String> UNSEEN =
      Set.of("script", "style", "head", "title", "noscript", "template", "svg", "object");
  private static final Set<String> LINE_AFTER = Set.of("div", "tr", "li", "pre");
  private static final Set<String> SPACE_AFTER =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "ul", "ol");
  private static final Pattern SPACES = Pattern.compile("[ \\t\\x0B\\f\\r\\u00a0]+");
  private static final Pattern BLANK =
      Pattern.compile("[\\s\\p{Cntrl}\\u00a0\\u00ad\\u034f\\u200b-\\u200f\\u2060\\ufeff]+");
  private static final int SNIPPET = 200;

  private PlainText() {}

  public static String ofHtml(String html) {
    var text = new StringBuilder();
    Jsoup.parse(html).filter(new Reader(text));
    var tidy = new StringBuilder(text.length());
    var blank = true;
    // At most one empty line in a row.
    for (var line : SPACES.matcher(text).replaceAll(" ").split("\n")) {
      var words = line.strip();
      if (words.isEmpty() && blank) continue;
      blank = words.isEmpty();
      tidy.append(words).append('\n');
    }
    return tidy.toString().strip();
  }

  /// The first words, on one line, at most 200 characters.
  public static String snippet(String text) {
    // Enough to fill a snippet, however much of it is white space.
    var head = text.length() > 20_000 ? text.substring(0, 20_000) : text;
    return cutChars(BLANK.matcher(head).replaceAll(" ").strip(), SNIPPET).strip();
  }

  /// At most so many bytes of UTF-8, never half a character.
  public static String cut(String text, int bytes) {
    if ((long) text.length() * 3 <= bytes) return text;
    if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) return text;
    int size = 0;
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      size += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (size > bytes) break;
      end += Character.charCount(point);
    }
    return text.substring(0, end);
  }

  private static String cutChars(String text, int length) {
    if (text.length() <= length) return text;
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }

  private record Reader(StringBuilder text) implements NodeFilter {
    @Override
    public FilterResult head(Node node, int depth) {
      switch (node) {
        case TextNode words -> text.append(words.getWholeText().replace('\n', ' '));
        case Element element -> {
          var name = element.normalName().toLowerCase(Locale.ROOT);
          if (UNSEEN.contains(name)) return FilterResult.SKIP_ENTIRELY;
          if (name.equals("br")) text.append('\n');
          if (name.equals("td") || name.equals("th")) text.append(' ');
        }
        default -> {}
      }
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element element) {
        if (LINE_AFTER.contains(element.normalName())) text.append('\n');
        if (SPACE_AFTER.contains(element.normalName())) text.append("\n\n");
      }
      return FilterResult.CONTINUE;
    }
  }
}
