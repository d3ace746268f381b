/// Reading safely: bodies, attachments, remote images.
@NullMarked
package io.correo.mailbox.content;

import org.jspecify.annotations.NullMarked;
