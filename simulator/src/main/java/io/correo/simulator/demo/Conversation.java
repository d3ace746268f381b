package io.correo.simulator.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plays one scripted conversation: writes its mails in order and files the copies.
final class Conversation {
  private static final Duration READING = Duration.ofMinutes(4);

  private final Node script;
  private final Cast cast;
  private final WorkingDays days;
  private final Resources resources;
  private final List<Letter> letters = new ArrayList<>();

  Conversation(Node script, Cast cast, WorkingDays days, Resources resources) {
    this.script = script;
    this.cast = cast;
    this.days = days;
    this.resources = resources;
  }

  List<DemoMessage> play() {
    var turns = script.nodes("messages");
    for (var turn : turns) letters.add(letter(turn));
    var filing = new Filing(script, cast, letters, days.now());
    var copies = new ArrayList<DemoMessage>();
    for (int i = 0; i < turns.size(); i++) copies.addAll(filing.copies(turns.get(i), i));
    return copies;
  }

  private Letter letter(Node turn) {
    var answered = answered(turn);
    var envelope = Envelope.of(turn, cast, answered);
    var writer = envelope.from();
    var id = new MessageIds(script.text("id")).of(letters.size(), writer);
    var at = at(turn, writer);
    var bare =
        new Letter(
            writer,
            envelope.to(),
            envelope.cc(),
            envelope.bcc(),
            subject(turn, writer, answered),
            at,
            id,
            references(answered),
            "",
            null,
            new Enclosures().of(turn),
            headers(turn, writer),
            invitation(turn, writer, envelope.to(), at));
    return written(bare, turn, answered);
  }

  private Letter written(Letter bare, Node turn, @Nullable Letter answered) {
    var writer = bare.from();
    if (turn.has("html")) {
      var page = resources.text("html/" + turn.text("html"));
      return bare.with(turn.text("body"), page);
    }
    var quotes = !turn.refuses("quote") && !turn.has("bounce");
    var body =
        new Body(
            new Prose(turn.text("body")),
            Body.signature(turn, writer, letters),
            answered != null && quotes
                ? new Quotation(answered, writer, turn.flag("forward"))
                : null);
    var html = writer.client() == Person.Client.PLAIN ? null : body.html(writer, bare.contentIds());
    return bare.with(body.plain(), html);
  }

  private @Nullable Letter answered(Node turn) {
    if (letters.isEmpty() || turn.flag("new")) return null;
    return turn.has("re") ? letters.get(Integer.parseInt(turn.text("re"))) : letters.getLast();
  }

  private String subject(Node turn, Person writer, @Nullable Letter answered) {
    if (turn.has("subject")) return turn.text("subject");
    if (answered == null) return script.text("subject");
    var subject = new Subject(answered.subject());
    return (turn.flag("forward") ? subject.forward(writer) : subject.reply(writer)).text();
  }

  /// A mail never precedes the one before it, and never lies in the future.
  private Instant at(Node turn, Person writer) {
    var at = days.at(turn.text("ago"), writer.zone());
    if (!letters.isEmpty() && at.isBefore(letters.getLast().at())) {
      at = letters.getLast().at().plus(READING);
    }
    return at.isAfter(days.now()) ? days.now() : at;
  }

  private static List<String> references(@Nullable Letter answered) {
    if (answered == null) return List.of();
    var references = new ArrayList<>(answered.references());
    references.add(answered.id());
    return references;
  }

  private static Map<String, String> headers(Node turn, Person writer) {
    var headers = new LinkedHashMap<String, String>();
    if (writer.client() == Person.Client.OUTLOOK) {
      headers.put("X-Mailer", "Microsoft Outlook 16.0");
    }
    if (turn.has("auto")) {
      headers.put("Auto-Submitted", turn.text("auto"));
      headers.put("X-Auto-Response-Suppress", "All");
    }
    if (turn.has("list")) {
      var list = turn.text("list");
      var unsubscribe = "https://" + list + "/baja?u=7f31c2";
      headers.put("List-Id", "<" + list + ">");
      headers.put("List-Unsubscribe", "<" + unsubscribe + ">,\r\n <mailto:baja@" + list + ">");
      headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
      headers.put("Precedence", "bulk");
    }
    if (turn.has("headers")) {
      var more = Node.of(turn.fields().get("headers"));
      more.fields().forEach((name, value) -> headers.put(name, String.valueOf(value)));
    }
    return headers;
  }

  private @Nullable Invitation invitation(
      Node turn, Person writer, List<Person> guests, Instant at) {
    if (!turn.has("invite")) return null;
    var invite = Node.of(turn.fields().get("invite"));
    var method = invite.text("method", "REQUEST");
    var answer = method.equals("REPLY");
    return new Invitation(
        method,
        script.text("id") + "@agenda.example",
        invite.text("summary"),
        invite.text("place"),
        days.at(invite.text("start"), writer.zone()),
        Duration.ofMinutes(Long.parseLong(invite.text("minutes", "60"))),
        answer ? guests.getFirst() : writer,
        answer ? List.of(writer) : guests,
        at);
  }
}
