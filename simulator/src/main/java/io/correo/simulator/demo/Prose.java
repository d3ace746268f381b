package io.correo.simulator.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The text of a script: paragraphs, `- ` lists, `| a | b |` tables, `**bold**`, `[words](url)` and
/// `![description](inline-file)`; shown as plain text and as HTML.
record Prose(String source) {
  private static final Pattern IMAGE = Pattern.compile("!\\[([^]]*)]\\(([^)]+)\\)");
  private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\(([^)]+)\\)");
  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");
  private static final Pattern BARE_URL = Pattern.compile("(?<![\">])https?://[^\\s<]+[\\w/]");

  String plain() {
    var text = new StringBuilder();
    for (var block : blocks()) {
      text.append(isTable(block) ? plainTable(block) : String.join("\n", block)).append("\n\n");
    }
    var plain = IMAGE.matcher(text.toString().stripTrailing()).replaceAll("[$1]");
    return BOLD.matcher(LINK.matcher(plain).replaceAll("$1 ($2)")).replaceAll("$1");
  }

  /// @param contentIds the suffix that makes an inline file's name its Content-ID
  String html(String contentIds) {
    var html = new StringBuilder();
    for (var block : blocks()) {
      if (isTable(block)) html.append(htmlTable(block));
      else if (isList(block)) html.append(htmlList(block));
      else html.append("<p>").append(String.join("<br>\n", escaped(block))).append("</p>\n");
    }
    var linked = BARE_URL.matcher(html).replaceAll("<a href=\"$0\">$0</a>");
    var images = IMAGE.matcher(linked);
    linked = images.replaceAll("<img src=\"cid:$2" + contentIds + "\" alt=\"$1\" width=\"480\">");
    linked = LINK.matcher(linked).replaceAll("<a href=\"$2\">$1</a>");
    return BOLD.matcher(linked).replaceAll("<b>$1</b>");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private List<List<String>> blocks() {
    var blocks = new ArrayList<List<String>>();
    for (var block : source.strip().split("\n\\s*\n")) blocks.add(block.lines().toList());
    return blocks;
  }

  private static boolean isTable(List<String> block) {
    return block.stream().allMatch(line -> line.startsWith("|"));
  }

  private static boolean isList(List<String> block) {
    return block.stream().allMatch(line -> line.startsWith("- "));
  }

  private static List<String> escaped(List<String> lines) {
    return lines.stream().map(Prose::escape).toList();
  }

  private static List<List<String>> rows(List<String> block) {
    return block.stream()
        .map(line -> line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
        .map(cells -> Arrays.stream(cells).map(String::strip).toList())
        .toList();
  }

  private static String htmlList(List<String> block) {
    var html = new StringBuilder("<ul>\n");
    for (var line : escaped(block)) {
      html.append("<li>").append(line.substring(2)).append("</li>\n");
    }
    return html.append("</ul>\n").toString();
  }

  private static String htmlTable(List<String> block) {
    var html = new StringBuilder("<table cellpadding=\"6\" style=\"border-collapse:collapse\">\n");
    var tag = "th";
    for (var row : rows(block)) {
      html.append("<tr>");
      for (var cell : row) {
        html.append('<').append(tag).append(" style=\"border:1px solid #ccc;text-align:left\">");
        html.append(escape(cell)).append("</").append(tag).append('>');
      }
      html.append("</tr>\n");
      tag = "td";
    }
    return html.append("</table>\n").toString();
  }

  private static String plainTable(List<String> block) {
    var rows = rows(block);
    var text = new StringBuilder();
    for (var row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        var column = i;
        var width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
        line.append(row.get(i)).repeat(" ", width - row.get(i).length() + 3);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString().stripTrailing();
  }
}
