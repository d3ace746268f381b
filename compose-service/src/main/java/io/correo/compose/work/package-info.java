/// Work that is due: found, done side by side, and taken over from who died at it.
@NullMarked
package io.correo.compose.work;

import org.jspecify.annotations.NullMarked;
