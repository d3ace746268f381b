/// Ties every message to the CRM records it concerns, and says why.
@NullMarked
package io.correo.link;

import org.jspecify.annotations.NullMarked;
