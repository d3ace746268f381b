/// What users do to messages: shown at once, done in the background, undone.
@NullMarked
package io.correo.mailbox.action;

import org.jspecify.annotations.NullMarked;
