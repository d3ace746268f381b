/// How documents are kept in MongoDB.
@NullMarked
package io.correo.compose.store;

import org.jspecify.annotations.NullMarked;
