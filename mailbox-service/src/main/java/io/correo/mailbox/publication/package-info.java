/// The public event stream for other CRM modules.
@NullMarked
package io.correo.mailbox.publication;

import org.jspecify.annotations.NullMarked;
