/// A running Correo with mailboxes of one's own making, and Pub/Sub in front of it.
@NullMarked
package io.correo.benchmarks.world;

import org.jspecify.annotations.NullMarked;
