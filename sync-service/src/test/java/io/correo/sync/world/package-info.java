/// Real neighbours for tests: the simulator in process, broker and store beside it.
package io.correo.sync.world;
