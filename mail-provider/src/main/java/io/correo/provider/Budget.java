package io.correo.provider;

/// A share of what the provider lets one mailbox do. Two purposes may spend the same one: then one
/// of them is served first, and the other has all that it leaves.
///
/// @param purpose who spends it: `sync`, `import`, `mailbox` or `compose`
/// @param first the purpose that is served first
/// @param unitsPerMinute in the provider's own currency: quota units, or requests
/// @param concurrent calls at the same time
/// @param reserve what the first can always have at once
public record Budget(
    String purpose, String first, int unitsPerMinute, int concurrent, Reserve reserve) {
  public Budget {
    if (unitsPerMinute < 1 || concurrent < 1) {
      throw new IllegalArgumentException("a budget lets at least one call through");
    }
  }

  /// One that nobody else spends.
  public Budget(String purpose, int unitsPerMinute, int concurrent) {
    this(purpose, purpose, unitsPerMinute, concurrent, Reserve.NONE);
  }

  /// @param unitsPerMinute of the budget's
  /// @param concurrent of the budget's
  public record Reserve(int unitsPerMinute, int concurrent) {
    public static final Reserve NONE = new Reserve(0, 0);
  }

  /// Whether this purpose lets another go first.
  public boolean yields() {
    return !purpose.equals(first);
  }
}
