/// What the providers' web interfaces have in common: waiting times, token endpoints of
/// OAuth, and texts that are longer than anybody keeps.
@NullMarked
package io.correo.provider.http;

import org.jspecify.annotations.NullMarked;
