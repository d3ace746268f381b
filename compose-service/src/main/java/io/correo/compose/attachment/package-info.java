/// Files of drafts: kept in pieces, never whole in memory.
@NullMarked
package io.correo.compose.attachment;

import org.jspecify.annotations.NullMarked;
