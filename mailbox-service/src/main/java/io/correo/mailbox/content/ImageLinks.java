package io.correo.mailbox.content;

import io.correo.events.MessageId;
import io.correo.mailbox.signed.SignedLinks;
import io.correo.mailbox.visibility.Viewer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Links to remote images through our proxy: bound to user, message and URL.
final class ImageLinks {
  static final String PATH = "/api/v1/images";

  private ImageLinks() {}

  static String through(SignedLinks links, Viewer viewer, MessageId message, String url) {
    return links.sign(viewer, PATH, about(message.value(), url))
        + "&message="
        + encoded(message.value())
        + "&url="
        + encoded(url);
  }

  static String about(String message, String url) {
    return message + "\n" + url;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
