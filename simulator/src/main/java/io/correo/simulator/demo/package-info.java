/// The demo content: the mail and the CRM records two invented companies would have.
///
/// Conversations are scripts (`demo/conversations/*.yaml`), people and accounts stand in
/// `demo/directory.yaml`; both are turned into RFC 5322 messages dated back from a clock.
@NullMarked
package io.correo.simulator.demo;

import org.jspecify.annotations.NullMarked;
