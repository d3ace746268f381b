package io.correo.provider.gmail;

import com.google.api.services.gmail.model.MessagePart;
import io.correo.events.Address;
import io.correo.events.Automatic;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells mail a machine wrote from a person's, by its headers (RFC 3464, 3834, 2369, 2919).
final class Machine {
  private static final Set<String> POSTMASTERS = Set.of("mailer-daemon", "postmaster");
  private static final Set<String> BULK = Set.of("bulk", "list", "junk");

  private Machine() {}

  static Automatic wrote(MessagePart root, Headers headers, @Nullable Address from) {
    if (isBounce(root, headers, from)) return Automatic.BOUNCE;
    var submitted = headers.token("Auto-Submitted");
    var precedence = headers.token("Precedence");
    if (submitted.startsWith("auto-replied")
        || precedence.equals("auto_reply")
        || headers.has("X-Autoreply")
        || headers.has("X-Autorespond")) {
      return Automatic.AUTO_REPLY;
    }
    if (headers.has("List-Id")
        || headers.has("List-Unsubscribe")
        || headers.has("List-Post")
        || BULK.contains(precedence)) {
      return Automatic.LIST;
    }
    return submitted.isEmpty() || submitted.equals("no") ? Automatic.NONE : Automatic.AUTO_REPLY;
  }

  private static boolean isBounce(MessagePart root, Headers headers, @Nullable Address from) {
    if (headers.has("X-Failed-Recipients")) return true;
    if (Parts.type(root).equals("multipart/report")) {
      // Read receipts and spam complaints are reports too.
      var kind = Parts.parameter(root, "Content-Type", "report-type").toLowerCase(Locale.ROOT);
      if (kind.equals("delivery-status")) return true;
      return Parts.children(root).stream()
          .anyMatch(part -> Parts.type(part).equals("message/delivery-status"));
    }
    if (from == null) return false;
    var local = from.key().replaceAll("@.*", "");
    return POSTMASTERS.contains(local) && headers.raw("Return-Path").orElse("").equals("<>");
  }
}
