package io.correo.compose.mime;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// Plain text made of HTML, as people write mail: lines, lists, `>` before what is quoted.
final class PlainText implements NodeVisitor {
  private static final Set<String> BLOCKS =
      Set.of("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "tr", "pre");

  private final StringBuilder text = new StringBuilder();
  private int quoted;

  static String of(String html) {
    var writer = new PlainText();
    Jsoup.parseBodyFragment(html).body().traverse(writer);
    return writer
        .text
        .toString()
        .replaceAll("[ \\t]+\\n", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode words) {
      append(words.getWholeText().replaceAll("\\s+", " "));
    } else if (node instanceof Element element) {
      open(element);
    }
  }

  private void open(Element element) {
    switch (element.normalName()) {
      case "br" -> newLine();
      case "hr" -> {
        lineStart();
        append("----");
        newLine();
      }
      case "li" -> {
        lineStart();
        append("- ");
      }
      case "blockquote" -> {
        lineStart();
        quoted++;
      }
      default -> {
        if (BLOCKS.contains(element.normalName())) lineStart();
      }
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (!(node instanceof Element element)) return;
    switch (element.normalName()) {
      case "p" -> {
        lineStart();
        newLine();
      }
      case "blockquote" -> {
        lineStart();
        quoted--;
      }
      case "td", "th" -> append(" ");
      case "a" -> target(element);
      default -> {
        if (BLOCKS.contains(element.normalName())) lineStart();
      }
    }
  }

  private void target(Element link) {
    var href = link.attr("href");
    if (!href.isEmpty() && !href.equals(link.text()) && !href.equals("mailto:" + link.text())) {
      append(" <" + href + ">");
    }
  }

  private void append(String words) {
    var atStart = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    var added = atStart ? words.stripLeading() : words;
    if (added.isEmpty()) return;
    if (atStart && quoted > 0) text.append("> ".repeat(quoted));
    text.append(added);
  }

  private void lineStart() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') newLine();
  }

  private void newLine() {
    if (text.isEmpty()) return;
    text.append('\n');
  }
}
