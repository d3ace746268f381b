package io.correo.sync.grant;

/// Who spends a grant, and on what.
public enum Purpose {
  /// News of a mailbox: they go first.
  SYNC("sync"),
  /// What takes long: imports, comparisons. They spend what news leave of the same budget.
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
