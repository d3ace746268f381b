package io.correo.simulator.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The bytes of a message and what is read of them often. Never changes.
public final class Content {

  private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]+>");

  // Gmail and Outlook compare subjects without reply and forward marks, in many languages.
  private static final Pattern MARK =
      Pattern.compile(
          "^\\s*((re|aw|sv|antw|res|rv|fwd?|wg|enc|tr|vs)(\\[\\d+])?\\s*:\\s*)+",
          Pattern.CASE_INSENSITIVE);

  private final byte[] raw;
  private final String subject;
  private final String messageId;
  private final List<String> references;
  private final String from;
  private volatile @Nullable String snippet;
  private volatile @Nullable Boolean attachments;

  public Content(byte[] raw) {
    this.raw = raw;
    var headers = Headers.of(raw);
    this.subject = headers.text("Subject");
    var id = headers.first("Message-ID");
    this.messageId = id == null ? "" : id.strip();
    this.from = headers.text("From");
    this.references = references(headers);
  }

  public byte[] raw() {
    return raw;
  }

  public int size() {
    return raw.length;
  }

  public Headers headers() {
    return Headers.of(raw);
  }

  public Part root() {
    return PartReader.read(raw);
  }

  public String subject() {
    return subject;
  }

  /// With its angle brackets; "" when the message has none.
  public String messageId() {
    return messageId;
  }

  public String from() {
    return from;
  }

  /// Message ids this one answers, nearest first.
  public List<String> references() {
    return references;
  }

  /// Whether a mail server wrote this about another message.
  public boolean isReport() {
    var type = headers().first("Content-Type");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/report");
  }

  /// The beginning of the text on one line, plain.
  public String snippet() {
    var known = snippet;
    if (known == null) {
      known = Snippet.of(root());
      snippet = known;
    }
    return known;
  }

  /// Whether something beside its text comes with it.
  public boolean hasAttachments() {
    var known = attachments;
    if (known == null) {
      known = root().files().stream().anyMatch(part -> !part.isInline());
      attachments = known;
    }
    return known;
  }

  /// The bytes of the message that this part of it is.
  public byte[] embedded(String path) {
    return EmbeddedReader.read(raw, path);
  }

  /// The subject that replies and forwards share.
  public String topic() {
    return MARK.matcher(subject).replaceFirst("").strip().toLowerCase(Locale.ROOT);
  }

  private static List<String> references(Headers headers) {
    var found = new ArrayList<String>();
    for (var name : List.of("References", "In-Reply-To")) {
      var value = headers.first(name);
      if (value != null) {
        MESSAGE_ID.matcher(value).results().map(match -> match.group()).forEach(found::addFirst);
      }
    }
    return List.copyOf(found);
  }
}
