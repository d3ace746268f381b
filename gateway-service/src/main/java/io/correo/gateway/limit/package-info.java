/// How much one caller may ask for.
@NullMarked
package io.correo.gateway.limit;

import org.jspecify.annotations.NullMarked;
