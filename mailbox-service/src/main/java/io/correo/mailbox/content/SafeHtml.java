package io.correo.mailbox.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.owasp.html.PolicyFactory;

/// Makes mail safe to show: allow-listed before and after it is rewritten, so that nothing the
/// rewriting does can bring back what was taken out.
final class SafeHtml {
  // The allow-list's own reader nests no deeper than this; what is deeper loses its tags.
  private static final int MOST_CHARACTERS = 1_500_000;
  private static final Pattern PIXELS = Pattern.compile("(?i)(width|height)\\s*:\\s*(\\d+)(px)?");
  private static final Pattern LOOKS_LIKE_HOST =
      Pattern.compile("(?i)(?:https?://)?([\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+)(?:[/:?#].*)?");
  // What stands between these is not text.
  private static final Set<String> UNSPOKEN =
      Set.of("title", "textarea", "select", "option", "noscript", "template", "svg", "math");

  private final PolicyFactory incoming = AllowList.incoming();
  private final PolicyFactory outgoing = AllowList.outgoing();

  /// Where images come from.
  interface Images {
    /// @return a link to the part of this name; null when there is none
    @Nullable String inline(String contentId);

    /// @return a link through the proxy; null to block it
    @Nullable String remote(String url);
  }

  /// @param mismatched hosts that a link's text names while it leads elsewhere
  record Safe(
      String html, int remoteImages, int trackers, List<String> mismatched, boolean truncated) {}

  Safe clean(String html, Images images) {
    var truncated = html.length() > MOST_CHARACTERS;
    var bounded = truncated ? html.substring(0, MOST_CHARACTERS) : html;
    var document = Jsoup.parseBodyFragment(incoming.sanitize(withoutUnspoken(bounded)));
    document.outputSettings(new Document.OutputSettings().prettyPrint(false));
    var rewriting = new Rewriting(images);
    for (var image : document.select("img")) rewriting.image(image);
    for (var link : document.select("a[href]")) rewriting.link(link);
    return new Safe(
        outgoing.sanitize(document.body().html()),
        rewriting.remoteImages,
        rewriting.trackers,
        rewriting.mismatched,
        truncated);
  }

  // The allow-list drops these elements but would keep the words in them.
  private static String withoutUnspoken(String html) {
    var lower = html.toLowerCase(Locale.ROOT);
    if (UNSPOKEN.stream().noneMatch(name -> lower.contains("<" + name))) return html;
    var document = Jsoup.parse(html);
    document.outputSettings(new Document.OutputSettings().prettyPrint(false));
    for (var name : UNSPOKEN) document.select(name).remove();
    return document.body().html();
  }

  private static final class Rewriting {
    private final Images images;
    private final List<String> mismatched = new ArrayList<>();
    private int remoteImages;
    private int trackers;

    Rewriting(Images images) {
      this.images = images;
    }

    void image(Element image) {
      var source = image.attr("src");
      if (source.regionMatches(true, 0, "cid:", 0, 4)) {
        show(image, images.inline(source.substring(4)));
      } else if (source.regionMatches(true, 0, "http", 0, 4)) {
        remote(image, source);
      }
    }

    private void remote(Element image, String source) {
      if (isTracker(image)) {
        trackers++;
        image.remove();
        return;
      }
      remoteImages++;
      var proxied = images.remote(source);
      show(image, proxied);
      if (proxied == null) image.attr(AllowList.BLOCKED_SRC, source);
    }

    private static void show(Element image, @Nullable String link) {
      if (link == null) image.removeAttr("src");
      else image.attr("src", link);
    }

    // One or two pixels, or none: nobody is meant to see it.
    private static boolean isTracker(Element image) {
      var width = size(image, "width");
      var height = size(image, "height");
      var style = image.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
      return width >= 0 && width <= 2 && height >= 0 && height <= 2
          || width == 0
          || height == 0
          || style.contains("display:none");
    }

    private static int size(Element image, String dimension) {
      var sizes = PIXELS.matcher(image.attr("style"));
      while (sizes.find()) {
        if (sizes.group(1).equalsIgnoreCase(dimension)) return number(sizes.group(2));
      }
      var attribute = image.attr(dimension);
      return attribute.isEmpty() || attribute.endsWith("%") ? -1 : number(attribute);
    }

    private static int number(String digits) {
      return digits.length() > 5 || digits.isEmpty() ? -1 : Integer.parseInt(digits);
    }

    void link(Element link) {
      link.attr("target", "_blank");
      link.attr("rel", "noopener noreferrer");
      var text = LOOKS_LIKE_HOST.matcher(link.text().strip());
      var leadsTo = host(link.attr("href"));
      if (leadsTo == null || !text.matches() || mismatched.size() >= 10) return;
      var says = bare(text.group(1));
      if (!says.equals(leadsTo) && !leadsTo.endsWith("." + says)) mismatched.add(says);
    }

    private static @Nullable String host(String url) {
      var address = Pattern.compile("(?i)https?://(?:[^/?#@]*@)?([^/?#:]+).*").matcher(url);
      return address.matches() ? bare(address.group(1)) : null;
    }

    private static String bare(String host) {
      var lower = host.toLowerCase(Locale.ROOT);
      return lower.startsWith("www.") ? lower.substring(4) : lower;
    }
  }
}
