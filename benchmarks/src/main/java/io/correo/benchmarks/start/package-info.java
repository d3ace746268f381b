/// Measure i: how soon `./run` is ready.
@NullMarked
package io.correo.benchmarks.start;

import org.jspecify.annotations.NullMarked;
