/// What keeps one mailbox's trouble, and a provider's, from becoming everybody's: pace, patience
/// and a breaker around every single provider call.
@NullMarked
package io.correo.provider.resilience;

import org.jspecify.annotations.NullMarked;
