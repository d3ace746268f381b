@NullMarked
package io.correo.compose.draft;

import org.jspecify.annotations.NullMarked;
