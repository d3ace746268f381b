package io.correo.mailbox.store;

/// The collections there are. Who owns one is the class that reads and writes it.
public final class Collections {
  public static final String MAILBOXES = "mailboxes";
  public static final String MESSAGES = "messages";
  public static final String THREADS = "threads";
  public static final String FOLDERS = "folders";
  public static final String OPERATIONS = "operations";
  public static final String OPERATION_ITEMS = "operation_items";
  public static final String ACTION_WORK = "action_work";
  public static final String SETTINGS = "settings";
  public static final String ACCESS_REQUESTS = "access_requests";
  public static final String CLIENT_REFS = "client_refs";
  public static final String META = "meta";

  private Collections() {}
}
