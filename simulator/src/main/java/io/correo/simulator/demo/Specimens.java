package io.correo.simulator.demo;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;

/// Mail no builder would make: hostile or broken, kept as files (`demo/eml`) whose `{{date}}` is
/// filled in and everything else left as it is, byte for byte.
final class Specimens {
  private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

  private final Resources resources;

  Specimens(Resources resources) {
    this.resources = resources;
  }

  List<DemoMessage> messages(WorkingDays days) {
    return resources.list("eml.yaml").stream().map(node -> message(node, days)).toList();
  }

  private DemoMessage message(Node node, WorkingDays days) {
    var file = node.text("file");
    var at = days.at(node.text("ago"), ZONE);
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(ZONE).toOffsetDateTime());
    // ISO-8859-1 maps bytes to characters one to one, so a lying charset survives.
    var text = new String(resources.bytes("eml/" + file), StandardCharsets.ISO_8859_1);
    var raw = text.replace("\r\n", "\n").replace("\n", "\r\n").replace("{{date}}", date);
    return new DemoMessage(
        node.text("mailbox"),
        new LinkedHashSet<>(node.has("labels") ? node.texts("labels") : List.of("INBOX")),
        !node.flag("read"),
        node.flag("starred"),
        file.substring(0, file.indexOf(".")),
        at,
        raw.getBytes(StandardCharsets.ISO_8859_1));
  }
}
