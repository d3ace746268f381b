/// Calls and units spent per mailbox, and when a provider says it is too much.
@NullMarked
package io.correo.simulator.quota;

import org.jspecify.annotations.NullMarked;
