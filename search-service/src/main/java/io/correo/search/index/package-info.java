/// What is told on the topics becomes searchable.
@NullMarked
package io.correo.search.index;

import org.jspecify.annotations.NullMarked;
