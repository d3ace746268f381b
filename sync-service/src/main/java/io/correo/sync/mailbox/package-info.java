/// The connected mailboxes and how the other services hear of them.
@NullMarked
package io.correo.sync.mailbox;

import org.jspecify.annotations.NullMarked;
