/// Lists with an opaque cursor.
@NullMarked
package io.correo.service.paging;

import org.jspecify.annotations.NullMarked;
