/// Which lane a tenant's mailboxes are in, and moving a tenant to another while mail flows.
@NullMarked
package io.correo.sync.lane;

import org.jspecify.annotations.NullMarked;
