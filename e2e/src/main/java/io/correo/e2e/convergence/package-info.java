/// The convergence check: what the provider has, against every view of it.
@NullMarked
package io.correo.e2e.convergence;

import org.jspecify.annotations.NullMarked;
