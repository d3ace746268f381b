/// Gmail, through its API v1.
@NullMarked
package io.correo.provider.gmail;

import org.jspecify.annotations.NullMarked;
