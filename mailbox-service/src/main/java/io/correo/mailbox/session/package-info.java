/// Who I am and what I prefer.
@NullMarked
package io.correo.mailbox.session;

import org.jspecify.annotations.NullMarked;
