/// The web page and what it needs to know.
@NullMarked
package io.correo.gateway.page;

import org.jspecify.annotations.NullMarked;
