package io.correo.simulator.demo;

import java.time.Instant;
import java.util.Set;

/// One copy of a demo message in one simulated mailbox.
///
/// The sender's copy and each receiver's copy of the same mail share Message-ID and conversation.
///
/// @param mailbox the address of the simulated mailbox that holds this copy
/// @param labels Gmail's names (`INBOX SENT DRAFT TRASH SPAM STARRED IMPORTANT`) and the user's own
///     labels. Without any system place the message is archived. A copy in an Outlook mailbox has
///     exactly one place: one system name or one user label, which is a folder there
/// @param conversation names the conversation, the same in every mailbox
/// @param at when the provider received it; never after the clock
/// @param raw the RFC 5322 message, lines ended by CRLF
public record DemoMessage(
    String mailbox,
    Set<String> labels,
    boolean unread,
    boolean starred,
    String conversation,
    Instant at,
    byte[] raw) {
  public DemoMessage {
    labels = Set.copyOf(labels);
  }

  /// Names the copy without showing its text.
  @Override
  public String toString() {
    return "DemoMessage[" + mailbox + " " + conversation + " " + at + " " + labels + "]";
  }
}
