/// Measure d: how much of the provider's quota an import turns into messages.
@NullMarked
package io.correo.benchmarks.imports;

import org.jspecify.annotations.NullMarked;
