package io.correo.simulator.mail;

import java.util.Set;

/// Something in a mailbox changed just now.
///
/// @param labels what the changed message has, and had before
public record MailboxChanged(String address, Provider provider, Set<String> labels) {}
