/// Who may see what: connected mailboxes, the caller's reach, access requests.
@NullMarked
package io.correo.mailbox.visibility;

import org.jspecify.annotations.NullMarked;
