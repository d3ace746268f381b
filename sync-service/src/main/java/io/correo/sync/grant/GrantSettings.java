package io.correo.sync.grant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Keys and budgets.
///
/// @param secretKey base64 key material, several separated by commas: the first encrypts, all
///     decrypt
/// @param margin a token is refreshed so long before its end
/// @param lifetime others lease anew after this at the latest, which shows that they are at work
/// @param refreshPatience how long another instance may take to refresh before we do it
/// @param kept how long sync-service goes on with a lease without asking whether it still holds
/// @param limits what a provider lets one mailbox do, by provider
/// @param shares how that is divided, in percent
@Validated
@ConfigurationProperties("correo.sync.grant")
public record GrantSettings(
    @NotBlank String secretKey,
    Duration margin,
    Duration lifetime,
    Duration refreshPatience,
    Duration kept,
    @NotEmpty Map<String, @Valid Limit> limits,
    Shares shares) {

  /// @param unitsPerMinute in the provider's own currency
  /// @param headroom of those that are left unspent, because a provider's minute may begin in the
  ///     middle of a burst of ours; never more than a tenth
  /// @param concurrent calls at the same time
  /// @param importsPerMinute what all imports of all mailboxes together may spend
  public record Limit(
      int unitsPerMinute,
      @PositiveOrZero int headroom,
      int concurrent,
      @Positive long importsPerMinute) {
    /// What we spend in a minute at most.
    int spendable() {
      return unitsPerMinute - Math.min(headroom, unitsPerMinute / 10);
    }
  }

  /// @param sync also gets what the others have not asked for lately
  /// @param live part of `sync` that news can have at once beside an import
  public record Shares(int sync, int mailbox, int compose, int live) {
    public Shares {
      if (sync + mailbox + compose != 100 || live <= 0 || live >= sync) {
        throw new IllegalArgumentException("shares must add up to 100, with live a part of sync");
      }
    }
  }

  @Override
  public String toString() {
    return "GrantSettings[%s, %s]".formatted(limits, shares);
  }
}
