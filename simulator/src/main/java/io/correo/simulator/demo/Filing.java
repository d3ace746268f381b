package io.correo.simulator.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Decides in which simulated mailboxes a mail lies, under which labels and whether it was read.
///
/// A script says only what differs from the usual: `unread`, `read`, `starred`, `trash`, `spam` and
/// `archive` name the mailboxes (by the owner's key) where it does.
final class Filing {
  private static final Duration TODAY = Duration.ofHours(26);
  private static final Duration THIS_WEEK = Duration.ofDays(7);

  private final Node script;
  private final Cast cast;
  private final List<Letter> letters;
  private final Instant now;

  Filing(Node script, Cast cast, List<Letter> letters, Instant now) {
    this.script = script;
    this.cast = cast;
    this.letters = letters;
    this.now = now;
  }

  List<DemoMessage> copies(Node turn, int index) {
    var letter = letters.get(index);
    var copies = new ArrayList<DemoMessage>();
    byte[] common = null;
    for (var mailbox : DemoMailbox.values()) {
      var owner = cast.find(mailbox.key());
      var sent = letter.from().equals(owner);
      var received = receives(letter, owner);
      if (!sent && (!received || turn.flag("draft"))) continue; // a draft has reached nobody
      byte[] raw;
      if (turn.has("bounce")) {
        raw = report(turn, letter);
      } else if (sent && !letter.bcc().isEmpty()) {
        raw = new Mime(letter).bytes(true);
      } else {
        if (common == null) common = new Mime(letter).bytes(false);
        raw = common;
      }
      var starred = turn.texts("starred").contains(mailbox.key());
      copies.add(
          new DemoMessage(
              mailbox.address(),
              labels(turn, mailbox, sent, received),
              !sent && unread(turn, mailbox, index),
              starred,
              script.text("id"),
              letter.at(),
              raw));
    }
    return copies;
  }

  private byte[] report(Node turn, Letter letter) {
    var failed = letters.get(Integer.parseInt(turn.text("of", "0")));
    return DeliveryReport.of(Node.of(turn.fields().get("bounce")), letter, failed).bytes();
  }

  private static boolean receives(Letter letter, Person owner) {
    return Stream.of(letter.to(), letter.cc(), letter.bcc())
        .flatMap(List::stream)
        .anyMatch(person -> person.address().equals(owner.address()));
  }

  private Set<String> labels(Node turn, DemoMailbox mailbox, boolean sent, boolean received) {
    var key = mailbox.key();
    var labels = new LinkedHashSet<String>();
    if (sent) labels.add(turn.flag("draft") ? "DRAFT" : "SENT");
    else if (turn.texts("spam").contains(key)) labels.add("SPAM");
    else if (!turn.texts("archive").contains(key)) labels.add("INBOX");
    if (turn.texts("trash").contains(key)) {
      labels.clear();
      labels.add("TRASH");
    }
    if (sent && received && mailbox.gmail()) labels.add("INBOX"); // to oneself: one message
    if (mailbox.gmail() || labels.contains("INBOX")) file(labels, mailbox);
    if (mailbox.gmail() && turn.texts("starred").contains(key)) labels.add("STARRED");
    return labels;
  }

  private void file(Set<String> labels, DemoMailbox mailbox) {
    if (!script.has("labels")) return;
    var own = Node.of(script.fields().get("labels")).texts(mailbox.key());
    if (own.isEmpty() || labels.contains("SPAM") || labels.contains("DRAFT")) return;
    if (!mailbox.gmail()) labels.clear(); // a folder, and a message lies in one folder only
    // Gmail finds important what its user files.
    if (labels.contains("INBOX")) labels.add("IMPORTANT");
    labels.addAll(own);
  }

  private boolean unread(Node turn, DemoMailbox mailbox, int index) {
    var key = mailbox.key();
    if (turn.texts("unread").contains(key)) return true;
    if (turn.texts("read").contains(key)) return false;
    var owner = cast.find(key);
    var answered = letters.stream().skip(index).anyMatch(letter -> letter.from().equals(owner));
    if (answered) return false;
    var age = Duration.between(letters.get(index).at(), now);
    if (age.compareTo(TODAY) < 0) return true;
    var luck = Math.floorMod((script.text("id") + key).hashCode(), 10);
    return luck < (age.compareTo(THIS_WEEK) < 0 ? 6 : 4);
  }
}
