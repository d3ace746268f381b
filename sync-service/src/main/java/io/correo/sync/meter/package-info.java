/// What stands in the store, as meters: tagged by lane, work and topic, never by tenant or mailbox.
@NullMarked
package io.correo.sync.meter;

import org.jspecify.annotations.NullMarked;
