package io.correo.simulator.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills a mailbox with the message files of a folder, searched recursively, always in the same
/// order. An mbox becomes its messages; every other file is one message, whatever is in it.
public final class MailFiles {

  private static final Logger LOG = LoggerFactory.getLogger(MailFiles.class);

  private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{2}");

  private final Mailbox mailbox;
  private final Instant now;
  private int messages;

  public MailFiles(Mailbox mailbox, Instant now) {
    this.mailbox = mailbox;
    this.now = now;
  }

  /// Loads them all; says in the log how many, and which it could not.
  public void load(Path folder) {
    var skipped = new ArrayList<String>();
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException unreadable) {
      LOG.warn("Mail folder {} cannot be read: {}", folder, unreadable.toString());
      return;
    }
    int read = 0;
    for (var file : files) {
      var name = file.getFileName().toString();
      if (name.startsWith(".") || name.toLowerCase(Locale.ROOT).endsWith(".md")) {
        skipped.add(folder.relativize(file).toString());
        continue;
      }
      try {
        store(name, Files.readAllBytes(file));
        read++;
      } catch (IOException unreadable) {
        skipped.add(folder.relativize(file) + " (" + unreadable.getMessage() + ")");
      }
    }
    LOG.info(
        "Mail of {}: {} files, {} messages, skipped: {}",
        folder,
        read,
        messages,
        skipped.isEmpty() ? "none" : skipped);
  }

  private void store(String name, byte[] bytes) {
    boolean mbox = name.toLowerCase(Locale.ROOT).endsWith(".mbox") || separator(bytes, 0);
    for (var raw : mbox ? split(bytes) : List.of(bytes)) {
      var content = new Content(raw);
      mailbox.add(content, Set.of(Label.INBOX, Label.UNREAD), date(content), null, null);
      messages++;
    }
  }

  private Instant date(Content content) {
    var said = MailDate.parse(content.headers().first("Date"));
    // Without a date, in the order of the files; the future is nobody's mail yet.
    var past = now.minusSeconds(30L * 24 * 3600).plusSeconds(messages);
    return said == null || said.isAfter(now) ? past : said;
  }

  private static List<byte[]> split(byte[] bytes) {
    var found = new ArrayList<byte[]>();
    int start = separator(bytes, 0) ? nextLine(bytes, 0) : 0;
    for (int at = nextLine(bytes, start); at < bytes.length; at = nextLine(bytes, at)) {
      if (separator(bytes, at) && emptyLineBefore(bytes, at) && dated(bytes, at)) {
        found.add(Arrays.copyOfRange(bytes, start, at));
        start = nextLine(bytes, at);
      }
    }
    found.add(Arrays.copyOfRange(bytes, Math.min(start, bytes.length), bytes.length));
    return found;
  }

  private static boolean separator(byte[] bytes, int at) {
    return bytes.length - at >= 5
        && new String(bytes, at, 5, StandardCharsets.ISO_8859_1).equals("From ");
  }

  /// A separator ends with the time of delivery; "From here on" in a text does not.
  private static boolean dated(byte[] bytes, int at) {
    var line = new String(bytes, at, nextLine(bytes, at) - at, StandardCharsets.ISO_8859_1);
    return TIME.matcher(line).find();
  }

  private static boolean emptyLineBefore(byte[] bytes, int at) {
    int before = at - 2;
    if (before >= 0 && bytes[before] == '\r') {
      before--;
    }
    return before >= 0 && bytes[before] == '\n';
  }

  private static int nextLine(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, bytes.length);
  }
}
