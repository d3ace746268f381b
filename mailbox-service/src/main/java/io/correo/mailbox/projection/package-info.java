/// Facts, links and actions become the view.
@NullMarked
package io.correo.mailbox.projection;

import org.jspecify.annotations.NullMarked;
