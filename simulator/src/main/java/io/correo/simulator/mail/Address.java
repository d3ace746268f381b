package io.correo.simulator.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A mail address as a header shows it.
///
/// @param name what stands before the address, or ""
/// @param email lower case
public record Address(String name, String email) {

  /// The addresses of a header value; what is no address is left out.
  public static List<Address> list(String value) {
    var found = new ArrayList<Address>();
    int start = 0;
    int depth = 0;
    boolean quoted = false;
    boolean angle = false;
    for (int i = 0; i <= value.length(); i++) {
      char c = i == value.length() ? ',' : value.charAt(i);
      boolean last = i == value.length();
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"' && depth == 0) {
        quoted = !quoted;
      } else if (c == '(' && !quoted) {
        depth++;
      } else if (c == ')' && !quoted && depth > 0) {
        depth--;
      } else if (c == '<' && !quoted && depth == 0) {
        angle = true;
      } else if (c == '>' && !quoted) {
        angle = false;
      }
      if (last || (c == ',' || c == ';') && !quoted && depth == 0 && !angle) {
        add(found, value.substring(start, Math.min(i, value.length())));
        start = i + 1;
      }
    }
    return found;
  }

  private static void add(List<Address> found, String text) {
    int open = text.lastIndexOf('<');
    int close = text.indexOf('>', open + 1);
    String email;
    String name = "";
    if (open >= 0) {
      email = text.substring(open + 1, close < 0 ? text.length() : close);
      name = text.substring(0, open);
    } else {
      email = text.replaceAll("\\([^)]*\\)", "");
      int group = email.lastIndexOf(':');
      email = email.substring(group + 1);
    }
    email = email.strip().toLowerCase(Locale.ROOT);
    if (email.contains("@")) {
      found.add(new Address(name.strip().replaceAll("^\"|\"$", ""), email));
    }
  }

  /// "name@domain" in lower case, from an address alone or with a name before it.
  public static String bare(String text) {
    var found = list(text);
    return found.isEmpty() ? text.strip().toLowerCase(Locale.ROOT) : found.getFirst().email();
  }
}
