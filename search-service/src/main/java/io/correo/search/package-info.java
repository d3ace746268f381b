/// Finds messages, contacts and files, and completes addresses.
@NullMarked
package io.correo.search;

import org.jspecify.annotations.NullMarked;
