package io.correo.simulator.microsoft;

import io.correo.simulator.Wire;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.StoredMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A call of a Graph operation by somebody who may.
final class GraphCall {

  private static final int USUAL_PAGE = 10;
  private static final int LARGEST_PAGE = 1000;

  private final Mailbox mailbox;
  private final Map<String, String> path;
  private final GraphRequest request;
  private final Prefer prefer;

  GraphCall(Mailbox mailbox, Map<String, String> path, GraphRequest request) {
    this.mailbox = mailbox;
    this.path = path;
    this.request = request;
    this.prefer = Prefer.of(request.prefer());
  }

  Mailbox mailbox() {
    return mailbox;
  }

  GraphRequest request() {
    return request;
  }

  Prefer prefer() {
    return prefer;
  }

  String path(String name) {
    return path.getOrDefault(name, "");
  }

  /// A system query option, with or without its dollar; "" when it is missing.
  String query(String name) {
    for (var entry : request.query().entrySet()) {
      if (entry.getKey().equalsIgnoreCase("$" + name) || entry.getKey().equalsIgnoreCase(name)) {
        return entry.getValue().getFirst();
      }
    }
    return "";
  }

  int pageSize() {
    int top = number("top");
    int asked = top > 0 ? top : prefer.pageSize() > 0 ? prefer.pageSize() : USUAL_PAGE;
    return Math.min(asked, LARGEST_PAGE);
  }

  /// 0 when it is missing.
  int number(String name) {
    var text = query(name);
    if (text.isEmpty()) {
      return 0;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // Refused below, as a negative one is.
    }
    throw GraphException.badQuery("Invalid value '" + text + "' for $" + name + " query option.");
  }

  /// The JSON object of the body; an empty one when there is none.
  JsonNode json() {
    var json = Wire.json(request.body());
    if (json == null || !json.isObject()) {
      throw GraphException.badRequest("Unable to read JSON request payload.");
    }
    return json;
  }

  /// A parameter of an action, whose name may be written in any case; missing when it is not there.
  JsonNode parameter(String name) {
    var json = json();
    for (var field : json.properties()) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return json.path(name);
  }

  /// The message the path names.
  StoredMessage message() {
    var id = path("message");
    var found = ItemIds.message(mailbox, id);
    if (found == null) {
      throw ItemIds.looksRight(id) ? GraphException.notFound() : GraphException.malformedId();
    }
    return found;
  }

  GraphMessage seen(StoredMessage message) {
    return new GraphMessage(mailbox, message, prefer.immutable(), prefer.text());
  }

  String context(String of) {
    var user = MicrosoftAccount.of(mailbox).objectId();
    return request.base() + "/$metadata#users('" + user + "')/" + of;
  }

  /// The absolute address of this call with other query options.
  String link(Map<String, String> options) {
    var link = new StringBuilder(request.base()).append('/').append(request.path());
    char mark = '?';
    for (var option : options.entrySet()) {
      link.append(mark).append(option.getKey()).append('=').append(encode(option.getValue()));
      mark = '&';
    }
    return link.toString();
  }

  /// The options of this call, one value each.
  List<Map.Entry<String, String>> options() {
    return request.query().entrySet().stream()
        .map(entry -> Map.entry(entry.getKey(), entry.getValue().getFirst()))
        .toList();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
