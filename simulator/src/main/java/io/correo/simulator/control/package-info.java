/// What only a simulator has: `/_sim`, through which people and scripts act on the outside world.
@NullMarked
package io.correo.simulator.control;

import org.jspecify.annotations.NullMarked;
