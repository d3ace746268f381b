/// Sending: held, scheduled, sent once, looked up when the outcome is unknown.
@NullMarked
package io.correo.compose.send;

import org.jspecify.annotations.NullMarked;
