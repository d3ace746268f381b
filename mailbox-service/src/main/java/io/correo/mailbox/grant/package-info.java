/// Leased rights to call mail providers.
@NullMarked
package io.correo.mailbox.grant;

import org.jspecify.annotations.NullMarked;
