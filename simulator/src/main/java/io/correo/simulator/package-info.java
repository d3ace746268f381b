/// The outside world for local use and tests: Google, the CRM, and what can go wrong with them.
@NullMarked
package io.correo.simulator;

import org.jspecify.annotations.NullMarked;
