/// Scripted faults: what goes wrong, where, and how often.
@NullMarked
package io.correo.simulator.fault;

import org.jspecify.annotations.NullMarked;
