package io.correo.simulator.microsoft;

import io.correo.simulator.mail.Content;
import io.correo.simulator.mail.Encoding;
import io.correo.simulator.mail.Headers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// A message that is written: taken apart, changed, and put together again.
///
/// @param headers name and value as they stand in mail, without those that describe the body
record DraftMail(List<Field> headers, ItemBody body, List<DraftFile> files) {

  private static final String EOL = "\r\n";
  private static final Set<String> OF_THE_BODY = Set.of("mime-version");

  /// One header field.
  ///
  /// @param value encoded already
  record Field(String name, String value) {}

  static DraftMail empty() {
    return new DraftMail(List.of(), new ItemBody(false, ""), List.of());
  }

  static DraftMail of(GraphMessage message) {
    var content = message.stored().content();
    var headers = new ArrayList<Field>();
    for (var field : content.headers().all()) {
      var name = field.name().toLowerCase(Locale.ROOT);
      if (!name.startsWith("content-") && !OF_THE_BODY.contains(name)) {
        headers.add(new Field(field.name(), field.value()));
      }
    }
    var files = Attachment.of(message).stream().map(DraftFile::of).toList();
    return new DraftMail(headers, ItemBody.of(content.root()), files);
  }

  /// With this value as the only one of its name; "" takes the field away.
  DraftMail with(String name, String value) {
    var changed = new ArrayList<Field>();
    for (var field : headers) {
      if (!field.name().equalsIgnoreCase(name)) {
        changed.add(field);
      }
    }
    if (!value.isEmpty()) {
      changed.add(new Field(name, value));
    }
    return new DraftMail(changed, body, files);
  }

  DraftMail with(ItemBody other) {
    return new DraftMail(headers, other, files);
  }

  DraftMail with(List<DraftFile> others) {
    return new DraftMail(headers, body, List.copyOf(others));
  }

  boolean has(String name) {
    return headers.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
  }

  Content content() {
    var out = new ByteArrayOutputStream();
    for (var field : headers) {
      line(out, field.name() + ": " + field.value());
    }
    line(out, "MIME-Version: 1.0");
    var shown = files.stream().filter(DraftFile::inline).toList();
    var beside = files.stream().filter(file -> !file.inline()).toList();
    if (beside.isEmpty()) {
      related(out, shown);
    } else {
      var boundary = boundary(out, "mixed");
      line(out, "--" + boundary);
      related(out, shown);
      files(out, beside, boundary);
    }
    return new Content(out.toByteArray());
  }

  private void related(ByteArrayOutputStream out, List<DraftFile> shown) {
    if (shown.isEmpty()) {
      text(out);
    } else {
      var boundary = boundary(out, "related");
      line(out, "--" + boundary);
      text(out);
      files(out, shown, boundary);
    }
  }

  private void text(ByteArrayOutputStream out) {
    line(out, "Content-Type: text/" + (body.html() ? "html" : "plain") + "; charset=utf-8");
    line(out, "Content-Transfer-Encoding: quoted-printable");
    line(out, "");
    // No line end here: the last one would be part of the text.
    var text = Encoding.quotedPrintable(body.content().replace(EOL, "\n"));
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String boundary(ByteArrayOutputStream out, String subtype) {
    var boundary = "_000_" + UUID.randomUUID().toString().replace("-", "") + "_";
    line(out, "Content-Type: multipart/" + subtype + ";" + EOL + " boundary=\"" + boundary + "\"");
    line(out, "");
    return boundary;
  }

  private static void files(ByteArrayOutputStream out, List<DraftFile> files, String boundary) {
    line(out, "");
    for (var file : files) {
      line(out, "--" + boundary);
      file.write(out);
    }
    line(out, "--" + boundary + "--");
  }

  private static void line(ByteArrayOutputStream out, String text) {
    out.writeBytes((text + EOL).getBytes(StandardCharsets.UTF_8));
  }

  /// Mail that came whole, with what Exchange adds where it is missing.
  static Content completed(byte[] raw, List<Field> missing) {
    var headers = Headers.of(raw);
    var first = new ArrayList<String>();
    for (var field : missing) {
      if (headers.first(field.name()) == null) {
        first.add(field.name() + ": " + field.value());
      }
    }
    return new Content(first.isEmpty() ? raw : headers.rewritten(new TreeSet<>(), first));
  }
}
