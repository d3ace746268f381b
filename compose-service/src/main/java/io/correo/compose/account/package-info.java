/// The mailboxes there are, and the right to call their providers.
@NullMarked
package io.correo.compose.account;

import org.jspecify.annotations.NullMarked;
