/// Who comes in: tokens checked at the door, and again by the service behind.
@NullMarked
package io.correo.gateway.identity;

import org.jspecify.annotations.NullMarked;
