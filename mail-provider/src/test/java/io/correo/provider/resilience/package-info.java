/// Pace, patience and the breaker, with a clock and calls of our own.
@org.jspecify.annotations.NullMarked
package io.correo.provider.resilience;
