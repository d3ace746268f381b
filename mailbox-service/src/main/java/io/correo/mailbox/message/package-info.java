/// A message as this service knows it: two guards, the actions laid over it.
@NullMarked
package io.correo.mailbox.message;

import org.jspecify.annotations.NullMarked;
