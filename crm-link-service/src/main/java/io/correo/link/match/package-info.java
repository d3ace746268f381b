/// From participants to records, by pure rules that say why.
@NullMarked
package io.correo.link.match;

import org.jspecify.annotations.NullMarked;
