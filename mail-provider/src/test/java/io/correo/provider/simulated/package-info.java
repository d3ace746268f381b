/// The simulator as the outside world of the adapters' tests.
@org.jspecify.annotations.NullMarked
package io.correo.provider.simulated;
