/// The demo mailboxes of the local system, connected the way a user connects theirs.
@NullMarked
package io.correo.local.demo;

import org.jspecify.annotations.NullMarked;
