/// The Graph adapter against the simulator, over HTTP.
@org.jspecify.annotations.NullMarked
package io.correo.provider.graph;
