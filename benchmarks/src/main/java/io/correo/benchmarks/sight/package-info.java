/// Measures c and e: how long after its notice a message is seen, alone and beside an import.
@NullMarked
package io.correo.benchmarks.sight;

import org.jspecify.annotations.NullMarked;
