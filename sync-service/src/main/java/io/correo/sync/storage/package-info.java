/// The database: its indexes, and how the driver is used.
@NullMarked
package io.correo.sync.storage;

import org.jspecify.annotations.NullMarked;
