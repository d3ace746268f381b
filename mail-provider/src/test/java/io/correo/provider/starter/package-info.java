/// The library as a service gets it.
@org.jspecify.annotations.NullMarked
package io.correo.provider.starter;
