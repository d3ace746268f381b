/// The document store: collections, their indexes, records as documents.
@NullMarked
package io.correo.mailbox.store;

import org.jspecify.annotations.NullMarked;
