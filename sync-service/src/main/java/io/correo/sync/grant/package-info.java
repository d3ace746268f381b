/// The right to call a provider: tokens, budgets, and when not to call.
@NullMarked
package io.correo.sync.grant;

import org.jspecify.annotations.NullMarked;
