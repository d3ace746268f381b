/// Talking to OpenSearch, and the indexes there.
@NullMarked
package io.correo.search.engine;

import org.jspecify.annotations.NullMarked;
