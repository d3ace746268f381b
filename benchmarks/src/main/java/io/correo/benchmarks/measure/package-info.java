/// What a measure is: contestants in turn, round after round, and the rows that come of it.
@NullMarked
package io.correo.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
