/// One turn of a mailbox: what changed, then a piece of what takes long.
@NullMarked
package io.correo.sync.ingest;

import org.jspecify.annotations.NullMarked;
