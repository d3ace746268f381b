package io.correo.mailbox.content;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.owasp.html.AttributePolicy;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/// The HTML that mail may be made of. Everything else is dropped: no script, style element, form,
/// SVG, MathML, frame, object, event handler; no name or id that could reach out of the message.
final class AllowList {
  /// A remote image that is not loaded keeps its address here.
  static final String BLOCKED_SRC = "data-correo-src";

  private static final int LONGEST_URL = 4_000;
  private static final int LONGEST_IMAGE = 2_000_000;
  private static final Pattern LINK =
      Pattern.compile("(?i)(https?://|mailto:|tel:).*", Pattern.DOTALL);
  private static final Pattern IMAGE = Pattern.compile("(?i)(https?://|cid:).*", Pattern.DOTALL);
  private static final Pattern IMAGE_DATA =
      Pattern.compile("(?i)data:image/(png|gif|jpe?g|webp);base64,[a-z0-9+/=\\s]*");
  private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}\\s.,#%_-]{0,100}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,5}%?");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\s]");

  // Marks by which a page folds quoted history and signatures.
  private static final Set<String> CLASSES =
      Set.of(
          "gmail_quote",
          "gmail_attr",
          "gmail_signature",
          "gmail_extra",
          "moz-cite-prefix",
          "moz-signature",
          "yahoo_quoted",
          "correo_quote");

  private static final String[] ELEMENTS = {
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr"
  };

  private AllowList() {}

  /// For mail as it came.
  static PolicyFactory incoming() {
    return common()
        .allowAttributes("src")
        .matching(text(AllowList::imageSource))
        .onElements("img")
        .toFactory();
  }

  /// For what we made of it: our own image links, and marks on links and images.
  static PolicyFactory outgoing() {
    return common()
        .allowAttributes("src")
        .matching(text(AllowList::imageSource))
        .onElements("img")
        .allowAttributes(BLOCKED_SRC)
        .matching(text(AllowList::imageSource))
        .onElements("img")
        .allowAttributes("target")
        .matching(true, "_blank")
        .onElements("a")
        .allowAttributes("rel")
        .matching(true, "noopener noreferrer")
        .onElements("a")
        .toFactory();
  }

  private static HtmlPolicyBuilder common() {
    return new HtmlPolicyBuilder()
        .allowElements(ELEMENTS)
        .allowWithoutAttributes("a", "font", "img", "span", "table")
        .allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data")
        .allowAttributes("href")
        .matching(text(AllowList::link))
        .onElements("a")
        // Named for each element: given globally, the library's own idea of CSS would replace ours.
        .allowAttributes("style")
        .matching(text(AllowList::style))
        .onElements(ELEMENTS)
        .allowAttributes("class")
        .matching(text(AllowList::classes))
        .globally()
        .allowAttributes("dir")
        .matching(true, "ltr", "rtl", "auto")
        .globally()
        .allowAttributes("lang")
        .matching(Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"))
        .globally()
        .allowAttributes("title", "alt", "summary")
        .globally()
        .allowAttributes("align", "valign", "bgcolor", "color", "face", "size")
        .matching(WORDS)
        .globally()
        .allowAttributes(
            "width", "height", "border", "cellpadding", "cellspacing", "hspace", "vspace")
        .matching(NUMBER)
        .globally()
        .allowAttributes("colspan", "rowspan", "span", "start", "value")
        .matching(NUMBER)
        .onElements("td", "th", "col", "colgroup", "ol", "li")
        .allowAttributes("type")
        .matching(Pattern.compile("(?i)cite|[1aAiI]|disc|circle|square"))
        .onElements("blockquote", "ol", "ul", "li");
  }

  private static AttributePolicy text(java.util.function.Function<String, @Nullable String> rule) {
    return (element, attribute, value) -> rule.apply(value);
  }

  private static @Nullable String link(String value) {
    var link = value.strip();
    return link.length() <= LONGEST_URL
            && LINK.matcher(link).matches()
            && !CONTROL.matcher(link).find()
        ? link
        : null;
  }

  private static @Nullable String imageSource(String value) {
    var source = value.strip();
    if (source.length() <= LONGEST_URL && IMAGE.matcher(source).matches()) {
      return CONTROL.matcher(source).find() ? null : source;
    }
    return source.length() <= LONGEST_IMAGE && IMAGE_DATA.matcher(source).matches() ? source : null;
  }

  private static @Nullable String style(String value) {
    var allowed = CssDeclarations.allowed(value);
    return allowed.isEmpty() ? null : allowed;
  }

  private static @Nullable String classes(String value) {
    var known =
        Stream.of(value.toLowerCase(Locale.ROOT).split("\\s+"))
            .filter(CLASSES::contains)
            .collect(Collectors.joining(" "));
    return known.isEmpty() ? null : known;
  }
}
