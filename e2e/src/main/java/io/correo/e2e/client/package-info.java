/// Correo and the simulated world as a script sees them: HTTP and JSON, nothing else.
@NullMarked
package io.correo.e2e.client;

import org.jspecify.annotations.NullMarked;
