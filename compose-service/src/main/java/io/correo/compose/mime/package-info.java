/// What a message is made of: safe headers, subjects, bodies in HTML and plain text.
@NullMarked
package io.correo.compose.mime;

import org.jspecify.annotations.NullMarked;
