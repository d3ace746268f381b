/// Load that does not wait for answers, and the latencies it meets.
@NullMarked
package io.correo.benchmarks.load;

import org.jspecify.annotations.NullMarked;
