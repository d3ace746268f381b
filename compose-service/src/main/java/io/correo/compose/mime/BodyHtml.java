package io.correo.compose.mime;

import java.util.HashSet;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/// The body of a message being written. Cleaned lightly: our own user wrote it, but it may quote or
/// paste what somebody else wrote; nothing active leaves with it.
///
/// @param html cleaned
public record BodyHtml(String html) {

  public static BodyHtml of(String untrusted) {
    var dirty = Jsoup.parseBodyFragment(untrusted);
    // What jsoup drops it drops by tag, keeping the text inside: not wanted for these.
    dirty.select("script, style, title, noscript, iframe, object, svg, math, template").remove();
    var clean = new Cleaner(allowed()).clean(dirty);
    clean.outputSettings(new Document.OutputSettings().prettyPrint(false));
    for (var styled : clean.select("[style]")) {
      if (isActive(styled.attr("style"))) styled.removeAttr("style");
    }
    return new BodyHtml(clean.body().html());
  }

  private static boolean isActive(String style) {
    var css = style.toLowerCase(java.util.Locale.ROOT);
    return css.contains("expression(")
        || css.contains("url(")
        || css.contains("\\")
        || css.contains("behavior")
        || css.contains("@import");
  }

  private static Safelist allowed() {
    return Safelist.relaxed()
        .addTags("hr", "font", "center", "s", "strike", "del", "ins", "address", "tt", "big")
        .addAttributes(":all", "style", "class", "dir", "lang", "align", "title", "data-correo")
        .addAttributes("font", "color", "face", "size")
        .addAttributes("table", "border", "cellpadding", "cellspacing", "bgcolor", "width")
        .addAttributes("td", "valign", "bgcolor", "height")
        .addAttributes("th", "valign", "bgcolor", "height")
        .addAttributes("tr", "valign", "bgcolor")
        .addAttributes("blockquote", "type")
        .addAttributes("a", "name", "target", "rel")
        .addProtocols("a", "href", "tel")
        .addProtocols("img", "src", "cid", "data");
  }

  /// The same in plain text, for the other half of `multipart/alternative`.
  public String text() {
    return PlainText.of(html);
  }

  /// Content ids of the images it shows, without brackets.
  public Set<String> contentIds() {
    var ids = new HashSet<String>();
    for (var image : Jsoup.parseBodyFragment(html).select("img[src^=cid:]")) {
      ids.add(image.attr("src").substring("cid:".length()));
    }
    return ids;
  }

  /// Equal for bodies that read and look the same, however a provider wrapped their lines.
  public String fingerprint() {
    return Jsoup.parseBodyFragment(html).body().html().replaceAll("\\s+", "");
  }
}
