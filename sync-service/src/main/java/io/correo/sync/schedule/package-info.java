/// Which mailbox is due, who holds it, and in which order: leases, lanes, fairness between tenants.
@NullMarked
package io.correo.sync.schedule;

import org.jspecify.annotations.NullMarked;
