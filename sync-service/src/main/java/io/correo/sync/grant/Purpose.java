package io.correo.sync.grant;

/// Who spends a grant, and on what.
public enum Purpose {
  /// News of a mailbox. Nobody else spends much beside it.
  SYNC("sync"),
  /// News of a mailbox while an import spends most of the budget.
  SYNC_BESIDE_IMPORT("sync"),
  /// What takes long: imports, comparisons.
  IMPORT("import"),
  /// mailbox-service: actions and contents.
  MAILBOX("mailbox"),
  /// compose-service: drafts and sends.
  COMPOSE("compose");

  private final String budget;

  Purpose(String budget) {
    this.budget = budget;
  }

  /// Name of the budget, as adapters count it.
  public String budget() {
    return budget;
  }
}
