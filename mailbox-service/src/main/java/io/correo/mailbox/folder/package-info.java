/// Folders, labels and what is in them.
@NullMarked
package io.correo.mailbox.folder;

import org.jspecify.annotations.NullMarked;
