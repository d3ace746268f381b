/// Whose mailbox it is, and what a caller may find.
@NullMarked
package io.correo.search.visibility;

import org.jspecify.annotations.NullMarked;
