/// Compares a mailbox with the provider as a whole: after a gap, on a schedule, on demand.
@NullMarked
package io.correo.sync.census;

import org.jspecify.annotations.NullMarked;
