/// The block a run leaves behind: results, machine and date.
@NullMarked
package io.correo.benchmarks.record;

import org.jspecify.annotations.NullMarked;
