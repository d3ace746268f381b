/// Starts and stops the whole of Correo on one machine: what `./run` does, and what fault tests do
/// process by process.
@NullMarked
package io.correo.local.launch;

import org.jspecify.annotations.NullMarked;
