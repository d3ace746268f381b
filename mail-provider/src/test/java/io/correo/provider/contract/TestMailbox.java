package io.correo.provider.contract;

import io.correo.events.FolderRole;
import io.correo.provider.Grant;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// A mailbox as its user sees it with the provider's own program, and what may happen to it.
public interface TestMailbox {
  Grant grant();

  /// @return ref of the message, in the inbox and unread
  String deliver(Letter letter);

  default String delivered(String subject) {
    return deliver(Letter.about(subject));
  }

  /// The user stars it on the phone.
  void star(String ref);

  void markRead(String ref);

  /// The user deletes it for ever on the phone.
  void purge(String ref);

  /// @return ref of a new folder of the user's own
  String folder(String name);

  boolean exists(String ref);

  boolean isUnread(String ref);

  boolean isStarred(String ref);

  boolean isIn(String ref, FolderRole role);

  /// @param folder ref of a folder of the user's own
  boolean isFiled(String ref, String folder);

  /// Subjects of what this address received, in order.
  List<String> received(String address);

  /// Every cursor so far dies.
  void forgetHistory();

  /// The next call is one too many.
  void throttleOnce(Duration retryAfter);

  /// The next call gets no sensible answer.
  void breakOnce();

  /// Where notices may be sent to.
  default URI hook() {
    return URI.create("https://crm.example/hook");
  }

  /// The access token of [#grant] stops working.
  void expireToken();
}
