/// One box with operators over messages, files and contacts.
@NullMarked
package io.correo.search.query;

import org.jspecify.annotations.NullMarked;
