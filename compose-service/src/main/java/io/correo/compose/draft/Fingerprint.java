package io.correo.compose.draft;

import io.correo.compose.mime.BodyHtml;
import io.correo.events.Address;
import io.correo.events.Attachment;
import io.correo.events.MessageContent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What a draft says, whoever wrote it down: equal for our own words when they come back in the
/// change feed.
final class Fingerprint {
  private Fingerprint() {}

  static String of(Draft draft) {
    var content = draft.content();
    return of(
        content.subject(),
        Letter.deliverable(content.to()),
        Letter.deliverable(content.cc()),
        Letter.deliverable(content.bcc()),
        new BodyHtml(content.html()),
        draft.files().stream().map(file -> file.name()).toList());
  }

  static String of(MessageContent content) {
    return of(
        content.subject(),
        content.to(),
        content.cc(),
        content.bcc(),
        bodyOf(content),
        content.attachments().stream().map(Attachment::name).toList());
  }

  static BodyHtml bodyOf(MessageContent content) {
    var html = content.html();
    if (html != null) return BodyHtml.of(html);
    var text = content.text() == null ? "" : content.text();
    return new BodyHtml(org.jsoup.nodes.Entities.escape(text).replace("\n", "<br>"));
  }

  private static String of(
      String subject,
      List<Address> to,
      List<Address> cc,
      List<Address> bcc,
      BodyHtml body,
      List<String> files) {
    var parts = new ArrayList<String>();
    parts.add(subject.strip());
    for (var addresses : List.of(to, cc, bcc)) {
      parts.add(addresses.stream().map(Address::key).sorted().toList().toString());
    }
    parts.add(body.fingerprint());
    parts.add(files.stream().sorted().toList().toString());
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
