/// Who calls: read from the bearer token, once.
@NullMarked
package io.correo.service.caller;

import org.jspecify.annotations.NullMarked;
