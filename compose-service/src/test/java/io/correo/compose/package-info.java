/// The service as its users meet it: over HTTP, with real engines and the simulated outside world.
@NullMarked
package io.correo.compose;

import org.jspecify.annotations.NullMarked;
