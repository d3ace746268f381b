/// The reference: a provider in memory, as simple as the contracts allow.
@org.jspecify.annotations.NullMarked
package io.correo.provider.memory;
