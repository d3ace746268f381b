/// mailbox-service: conversations, folders, actions and reading; the public event stream.
@NullMarked
package io.correo.mailbox;

import org.jspecify.annotations.NullMarked;
