/// The real parts Correo stands on, started on this machine: broker, store and search node.
///
/// [LocalEngines] is what tests use and needs nothing but this jar; the engines themselves run in a
/// process of their own ([Engines]) with their own class path.
@NullMarked
package io.correo.local.engine;

import org.jspecify.annotations.NullMarked;
