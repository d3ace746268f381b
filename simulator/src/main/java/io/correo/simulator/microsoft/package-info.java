/// Microsoft as seen from outside: OAuth, Graph's mail, change notifications, over the mail core.
@NullMarked
package io.correo.simulator.microsoft;

import org.jspecify.annotations.NullMarked;
