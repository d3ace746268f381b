/// Calls between services, with a token of the service, never a user's.
@NullMarked
package io.correo.service.internal;

import org.jspecify.annotations.NullMarked;
