/// Errors leave over HTTP in one place, as RFC 9457 problems with a documented type.
@NullMarked
package io.correo.service.problem;

import org.jspecify.annotations.NullMarked;
