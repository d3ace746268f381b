@NullMarked
package io.correo.compose.mime;

import org.jspecify.annotations.NullMarked;
