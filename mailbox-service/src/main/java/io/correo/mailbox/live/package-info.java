/// What changed, by id, for open pages.
@NullMarked
package io.correo.mailbox.live;

import org.jspecify.annotations.NullMarked;
