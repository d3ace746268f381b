package io.correo.provider.mime;

import io.correo.events.Address;
import io.correo.events.Automatic;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells mail a machine wrote from a person's, by its headers (RFC 3464, 3834, 2369, 2919).
public final class Machine {
  private static final Set<String> POSTMASTERS = Set.of("mailer-daemon", "postmaster");
  private static final Set<String> BULK = Set.of("bulk", "list", "junk");

  private Machine() {}

  /// @param report whether a part of the message is a delivery report, as far as its parts
  ///     are known
  public static Automatic wrote(Headers headers, boolean report, @Nullable Address from) {
    if (isBounce(headers, report, from)) return Automatic.BOUNCE;
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

  private static boolean isBounce(Headers headers, boolean report, @Nullable Address from) {
    if (headers.has("X-Failed-Recipients")) return true;
    if (headers.token("Content-Type").equals("multipart/report")) {
      // Read receipts and spam complaints are reports too.
      var kind = headers.parameter("Content-Type", "report-type").toLowerCase(Locale.ROOT);
      return kind.equals("delivery-status") || report;
    }
    if (from == null) return false;
    var local = from.key().replaceAll("@.*", "");
    return POSTMASTERS.contains(local) && headers.raw("Return-Path").orElse("").equals("<>");
  }
}
