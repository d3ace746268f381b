/// Google as seen from outside: OAuth, Gmail v1 and signed Pub/Sub push, over the mail core.
@NullMarked
package io.correo.simulator.google;

import org.jspecify.annotations.NullMarked;
