/// The owner's say in what others see: visibility of conversations, requests for more.
@NullMarked
package io.correo.mailbox.sharing;

import org.jspecify.annotations.NullMarked;
