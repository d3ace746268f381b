/// What wakes a mailbox: the provider's notices, our own sends and actions.
@NullMarked
package io.correo.sync.notification;

import org.jspecify.annotations.NullMarked;
