/// Measure g: what a connected mailbox costs while nothing happens in it.
@NullMarked
package io.correo.benchmarks.idle;

import org.jspecify.annotations.NullMarked;
