/// Measure b: how fast a push is verified and kept.
@NullMarked
package io.correo.benchmarks.accept;

import org.jspecify.annotations.NullMarked;
