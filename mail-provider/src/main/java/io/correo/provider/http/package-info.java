/// What the providers' web interfaces have in common: waiting times, and token endpoints of OAuth.
@NullMarked
package io.correo.provider.http;

import org.jspecify.annotations.NullMarked;
