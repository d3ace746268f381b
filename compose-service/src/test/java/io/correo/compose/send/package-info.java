@NullMarked
package io.correo.compose.send;

import org.jspecify.annotations.NullMarked;
