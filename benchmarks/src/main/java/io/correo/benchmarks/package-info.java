/// The command that measures Correo and writes down what it saw.
@NullMarked
package io.correo.benchmarks;

import org.jspecify.annotations.NullMarked;
