package io.correo.simulator.demo;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Everybody who appears in the scripts, by the short key used there.
final class Cast {
  private static final Pattern NAMED = Pattern.compile("(.*?)\\s*<([^>]+)>");

  private final Map<String, Person> people = new HashMap<>();

  Cast(Node directory) {
    for (var account : directory.nodes("accounts")) {
      for (var contact : account.nodes("contacts")) {
        if (contact.has("key")) add(contact, account, account.text("name"));
      }
    }
    for (var stranger : directory.nodes("strangers")) add(stranger, stranger, "");
    for (var user : directory.nodes("users")) add(user, user, "");
  }

  private void add(Node person, Node setting, String company) {
    people.put(
        person.text("key"),
        new Person(
            person.text("name"),
            person.texts("email").getFirst(),
            person.text("title", ""),
            person.text("company", company),
            person.text("phone", ""),
            person.text("lang", setting.text("lang", "es")),
            client(person.text("client", "gmail")),
            ZoneId.of(person.text("zone", setting.text("zone", "Europe/Madrid")))));
  }

  /// Resolves a key, or `Name <address>` for somebody who appears once.
  Person find(String who) {
    var known = people.get(who);
    if (known != null) return known;
    var named = NAMED.matcher(who);
    if (!named.matches()) throw new IllegalArgumentException("nobody is called " + who);
    return new Person(
        named.group(1),
        named.group(2),
        "",
        "",
        "",
        "es",
        Person.Client.GMAIL,
        ZoneId.of("Europe/Madrid"));
  }

  private static Person.Client client(String name) {
    return Person.Client.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
