/// A mail provider, seen through the jobs our services do with it. Adapters are the only code that
/// knows which provider it is.
@NullMarked
package io.correo.provider;

import org.jspecify.annotations.NullMarked;
