/// Links a browser follows by itself.
@NullMarked
package io.correo.mailbox.signed;

import org.jspecify.annotations.NullMarked;
