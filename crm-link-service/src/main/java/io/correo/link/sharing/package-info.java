/// What never leaves its owner: addresses and domains that are not linked to anything.
@NullMarked
package io.correo.link.sharing;

import org.jspecify.annotations.NullMarked;
