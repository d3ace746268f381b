/// sync-service: reads mailboxes, and is the only writer of mail facts.
@NullMarked
package io.correo.sync;

import org.jspecify.annotations.NullMarked;
