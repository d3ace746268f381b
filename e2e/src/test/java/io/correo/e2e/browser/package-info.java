/// The page at the gateway as a person uses it, in a real Chromium.
@NullMarked
package io.correo.e2e.browser;

import org.jspecify.annotations.NullMarked;
