package io.correo.mailbox.content;

import io.correo.events.ConnectedMailbox;
import io.correo.events.MessageContent;
import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a reader should be told before trusting a message.
final class Warnings {
  private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@([\\w-]+(?:\\.[\\w-]+)+)");
  // Letters that look like Latin ones.
  private static final Map<String, String> LOOK_ALIKES =
      Map.ofEntries(
          Map.entry("а", "a"),
          Map.entry("с", "c"),
          Map.entry("ԁ", "d"),
          Map.entry("е", "e"),
          Map.entry("һ", "h"),
          Map.entry("і", "i"),
          Map.entry("ӏ", "l"),
          Map.entry("о", "o"),
          Map.entry("р", "p"),
          Map.entry("ѕ", "s"),
          Map.entry("х", "x"),
          Map.entry("у", "y"),
          Map.entry("ο", "o"),
          Map.entry("α", "a"),
          Map.entry("0", "o"),
          Map.entry("1", "l"),
          Map.entry("rn", "m"),
          Map.entry("vv", "w"));

  private Warnings() {}

  /// @param code of the API: a page has its own words for each
  record Warning(String code, String text) {}

  /// @param mailbox null when it is not known
  static List<Warning> of(
      MessageContent content, @Nullable ConnectedMailbox mailbox, List<String> mismatched) {
    var warnings = new ArrayList<Warning>();
    var from = content.from();
    if (from != null) {
      var posesAs = posesAs(from.name(), from.domain(), mailbox);
      if (posesAs != null) {
        warnings.add(
            new Warning(
                "look-alike-sender",
                "The sender looks like %s, and writes from %s.".formatted(posesAs, from.domain())));
      }
      var strange =
          content.replyTo().stream()
              .filter(to -> !to.domain().isEmpty() && !related(to.domain(), from.domain()))
              .findFirst();
      strange.ifPresent(
          to ->
              warnings.add(
                  new Warning(
                      "reply-to-differs",
                      "An answer goes to %s, not to the sender.".formatted(to.address()))));
    }
    for (var host : mismatched) {
      warnings.add(
          new Warning("mismatched-link", "A link says %s and leads elsewhere.".formatted(host)));
    }
    return warnings;
  }

  private static @Nullable String posesAs(
      @Nullable String name, String domain, @Nullable ConnectedMailbox mailbox) {
    if (name != null) {
      var named = ADDRESS.matcher(name);
      if (named.find() && !related(named.group(1).toLowerCase(Locale.ROOT), domain)) {
        return named.group();
      }
    }
    var readable = IDN.toUnicode(domain);
    if (mailbox != null) {
      for (var identity : mailbox.identities()) {
        var own = identity.domain();
        if (!own.equals(domain) && skeleton(own).equals(skeleton(readable))) return own;
      }
    }
    // A name in one script only is somebody's language; a mixture is a disguise.
    return isMixed(readable) ? skeleton(readable) : null;
  }

  private static boolean related(String one, String other) {
    return one.equals(other) || one.endsWith("." + other) || other.endsWith("." + one);
  }

  private static boolean isMixed(String domain) {
    for (var label : domain.split("\\.")) {
      var latin =
          label
              .codePoints()
              .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN);
      var strange =
          label
              .codePoints()
              .mapToObj(Character.UnicodeScript::of)
              .anyMatch(
                  s -> s == Character.UnicodeScript.CYRILLIC || s == Character.UnicodeScript.GREEK);
      if (latin && strange) return true;
    }
    return false;
  }

  private static String skeleton(String domain) {
    var plain = Normalizer.normalize(domain, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
    var text = plain.toLowerCase(Locale.ROOT);
    for (var pair : LOOK_ALIKES.entrySet()) text = text.replace(pair.getKey(), pair.getValue());
    return text;
  }
}
