package io.correo.simulator.microsoft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What of a message is asked for: `$select` and `$expand`.
///
/// @param properties besides the id
/// @param expanded navigation properties with the options in their parentheses, perhaps ""
record Selection(List<String> properties, Map<String, String> expanded) {

  private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*)'");
  private static final Pattern SELECT = Pattern.compile("\\$select=([^;]*)");

  static Selection of(String select, String expand) {
    var expanded = new HashMap<String, String>();
    for (var part : parts(expand)) {
      int open = part.indexOf('(');
      var name = (open < 0 ? part : part.substring(0, open)).strip();
      if (!name.equals("attachments") && !name.equals("singleValueExtendedProperties")) {
        throw GraphException.badQuery(
            "Could not find a property named '" + name + "' on type 'microsoft.graph.message'.");
      }
      expanded.put(name, open < 0 ? "" : part.substring(open + 1, part.lastIndexOf(')')));
    }
    return new Selection(properties(select), expanded);
  }

  private static List<String> properties(String select) {
    if (select.isBlank()) {
      return MessageProperties.usual();
    }
    var wanted = new ArrayList<String>();
    for (var name : select.strip().split("\\s*,\\s*")) {
      if (MessageProperties.knows(name)) {
        wanted.add(name);
      } else if (!name.equals("id") && !name.equals("*")) {
        throw GraphException.badQuery(
            "Could not find a property named '" + name + "' on type 'microsoft.graph.message'.");
      }
      if (name.equals("*")) {
        wanted.addAll(MessageProperties.usual());
      }
    }
    return wanted;
  }

  /// Parted by commas outside of parentheses and quotes.
  private static List<String> parts(String expand) {
    var found = new ArrayList<String>();
    int depth = 0;
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i <= expand.length(); i++) {
      char c = i == expand.length() ? ',' : expand.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')') {
        depth--;
      }
      if (c == ',' && (depth == 0 && !quoted || i == expand.length())) {
        var part = expand.substring(start, i).strip();
        if (!part.isEmpty()) {
          found.add(part);
        }
        start = i + 1;
      }
    }
    return found;
  }

  Map<String, Object> json(GraphMessage message) {
    var json = message.bare();
    for (var name : properties) {
      json.put(name, MessageProperties.read(message, name));
    }
    var attachments = expanded.get("attachments");
    if (attachments != null) {
      json.put("attachments", attachments(message, attachments));
    }
    var wanted = expanded.get("singleValueExtendedProperties");
    if (wanted != null) {
      var found = extended(message, wanted);
      // Exchange leaves the field out when none of those asked for is there.
      if (!found.isEmpty()) {
        json.put("singleValueExtendedProperties", found);
      }
    }
    return json;
  }

  private static List<Map<String, Object>> attachments(GraphMessage message, String options) {
    var found = new ArrayList<Map<String, Object>>();
    var select = SELECT.matcher(options);
    // A property of one kind of attachment is asked for by that kind.
    var fields =
        select.find()
            ? List.of(select.group(1).replaceAll("microsoft\\.graph\\.\\w+/|\\s", "").split(","))
            : null;
    for (var attachment : Attachment.of(message)) {
      var json = attachment.json(true);
      if (fields != null) {
        json.keySet()
            .removeIf(
                name -> !name.startsWith("@") && !name.equals("id") && !fields.contains(name));
      }
      found.add(json);
    }
    return found;
  }

  private static List<Map<String, String>> extended(GraphMessage message, String options) {
    var ids = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    QUOTED.matcher(options).results().forEach(one -> ids.add(one.group(1).replace("''", "'")));
    var found = new ArrayList<Map<String, String>>();
    ExtendedProperties.all(message.stored())
        .forEach(
            (id, value) -> {
              if (ids.contains(id)) {
                var property = new LinkedHashMap<String, String>();
                property.put("id", id);
                property.put("value", value);
                found.add(property);
              }
            });
    return found;
  }
}
