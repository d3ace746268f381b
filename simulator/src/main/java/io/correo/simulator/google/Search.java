package io.correo.simulator.google;

import io.correo.simulator.mail.Label;
import io.correo.simulator.mail.Mailbox;
import io.correo.simulator.mail.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a list asks for: labels, and the part of Gmail's search language that mail programs use
/// (`rfc822msgid: in: is: label: from: to: cc: subject: after: before:`, words, and `-` before
/// any).
final class Search {

  private static final Pattern TERM =
      Pattern.compile("(-?)(?:([a-z0-9]+):)?(\"[^\"]*\"|\\([^)]*\\)|\\S+)");

  private final List<String> labels = new ArrayList<>();
  private final List<Predicate<StoredMessage>> filters = new ArrayList<>();
  private final Mailbox mailbox;
  private boolean everywhere;
  private @Nullable String messageId;

  Search(GmailCall call) {
    this.mailbox = call.mailbox();
    this.everywhere = call.flag("includeSpamTrash");
    for (var label : call.all("labelIds")) {
      if (mailbox.label(label) == null) {
        throw GmailException.invalid("Invalid label: " + label);
      }
      labels.add(label);
    }
    var terms = TERM.matcher(call.query("q"));
    while (terms.find()) {
      var operator = terms.group(2) == null ? "" : terms.group(2);
      term(terms.group(1).isEmpty(), operator, terms.group(3).replaceAll("^[\"(]|[\")]$", ""));
    }
    if (!everywhere && !labels.contains(Label.TRASH) && !labels.contains(Label.SPAM)) {
      filters.add(message -> !message.has(Label.TRASH) && !message.has(Label.SPAM));
    }
  }

  List<String> labels() {
    return labels;
  }

  boolean matches(StoredMessage message) {
    return message.labels().containsAll(labels)
        && filters.stream().allMatch(filter -> filter.test(message));
  }

  /// The messages with the Message-ID that is asked for; null when none is.
  @Nullable List<StoredMessage> byMessageId() {
    if (messageId == null) {
      return null;
    }
    return mailbox.withMessageId(messageId).stream().filter(this::matches).toList();
  }

  private void term(boolean wanted, String operator, String value) {
    var text = value.toLowerCase(Locale.ROOT);
    switch (operator) {
      case "rfc822msgid" -> {
        if (wanted) {
          messageId = value.startsWith("<") ? value : "<" + value + ">";
        }
      }
      case "in", "is", "label" -> place(wanted, text);
      case "from", "to", "cc", "bcc", "subject" ->
          filter(wanted, message -> header(message, operator).contains(text));
      case "after", "newer" -> date(wanted, text, true);
      case "before", "older" -> date(wanted, text, false);
      case "has" -> filter(wanted, message -> hasFile(message));
      case "" ->
          filter(
              wanted,
              message ->
                  message.content().subject().toLowerCase(Locale.ROOT).contains(text)
                      || message.content().from().toLowerCase(Locale.ROOT).contains(text)
                      || message.content().snippet().toLowerCase(Locale.ROOT).contains(text));
      default -> filter(wanted, _ -> false);
    }
  }

  private void filter(boolean wanted, Predicate<StoredMessage> filter) {
    filters.add(wanted ? filter : filter.negate());
  }

  private void place(boolean wanted, String name) {
    if (name.equals("anywhere") || name.equals("all")) {
      everywhere = true;
      return;
    }
    if (name.equals("read")) {
      filter(wanted, message -> !message.has(Label.UNREAD));
      return;
    }
    var label = label(name);
    if (wanted && mailbox.label(label) != null) {
      labels.add(label);
    } else {
      filter(wanted, message -> message.has(label));
    }
  }

  private String label(String name) {
    return switch (name) {
      case "drafts" -> Label.DRAFT;
      default -> {
        for (var label : mailbox.labels()) {
          if (label.name().toLowerCase(Locale.ROOT).replace(' ', '-').equals(name)) {
            yield label.id();
          }
        }
        yield name.toUpperCase(Locale.ROOT);
      }
    };
  }

  private void date(boolean wanted, String value, boolean after) {
    var when = SearchDate.parse(value);
    filter(
        wanted,
        message ->
            when != null
                && (after ? !message.date().isBefore(when) : message.date().isBefore(when)));
  }

  private static String header(StoredMessage message, String name) {
    return name.equals("subject")
        ? message.content().subject().toLowerCase(Locale.ROOT)
        : message.content().headers().text(name).toLowerCase(Locale.ROOT);
  }

  private static boolean hasFile(StoredMessage message) {
    return message.content().root().parts().stream().anyMatch(part -> !part.filename().isEmpty());
  }
}
