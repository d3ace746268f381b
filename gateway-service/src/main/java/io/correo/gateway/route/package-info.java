/// What the door answers itself when the service behind does not.
@NullMarked
package io.correo.gateway.route;

import org.jspecify.annotations.NullMarked;
