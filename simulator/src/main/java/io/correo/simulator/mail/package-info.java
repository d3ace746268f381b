/// The provider-neutral core: mailboxes with raw messages, labels, threads and a change journal,
/// delivery between simulated addresses, and the ledger of what every recipient received.
@NullMarked
package io.correo.simulator.mail;

import org.jspecify.annotations.NullMarked;
