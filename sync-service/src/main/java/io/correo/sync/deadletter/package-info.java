/// What no consumer of any topic could process: kept in sight, replayed, discarded.
@NullMarked
package io.correo.sync.deadletter;

import org.jspecify.annotations.NullMarked;
