package io.correo.sync.account;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// How mailboxes are connected.
///
/// @param publicUrl where browsers reach us: providers send them back to
///     `/oauth/{provider}/callback`
/// @param returnTo origins a browser may be sent back to
/// @param connectionFor how long a user may take to agree
@Validated
@ConfigurationProperties("correo.sync.account")
record AccountSettings(URI publicUrl, List<String> returnTo, Duration connectionFor) {
  URI callback(String provider) {
    return URI.create(publicUrl + "/oauth/" + provider + "/callback");
  }

  /// Whether the origin of this address is on the list.
  boolean mayReturnTo(URI address) {
    if (address.getHost() == null || address.getUserInfo() != null) return false;
    return returnTo.stream()
        .anyMatch(allowed -> origin(URI.create(allowed.strip())).equals(origin(address)));
  }

  private static String origin(URI address) {
    var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    var port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
    return "%s://%s:%d"
        .formatted(scheme, String.valueOf(address.getHost()).toLowerCase(Locale.ROOT), port);
  }
}
