/// What every provider promises, written once. An adapter's tests implement these interfaces.
@org.jspecify.annotations.NullMarked
package io.correo.provider.contract;
