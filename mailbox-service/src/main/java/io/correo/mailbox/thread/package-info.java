/// Conversations: rows derived from messages, and reading them.
@NullMarked
package io.correo.mailbox.thread;

import org.jspecify.annotations.NullMarked;
