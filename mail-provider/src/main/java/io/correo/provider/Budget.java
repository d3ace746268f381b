package io.correo.provider;

/// A share of what the provider lets one mailbox do.
///
/// @param purpose who spends it: `sync`, `mailbox` or `compose`
/// @param unitsPerMinute in the provider's own currency: quota units, or requests
/// @param concurrent calls at the same time
public record Budget(String purpose, int unitsPerMinute, int concurrent) {
  public Budget {
    if (unitsPerMinute < 1 || concurrent < 1) {
      throw new IllegalArgumentException("a budget lets at least one call through");
    }
  }
}
