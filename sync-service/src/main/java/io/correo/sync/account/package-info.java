/// What users do with their mailboxes: connect, look after, disconnect.
@NullMarked
package io.correo.sync.account;

import org.jspecify.annotations.NullMarked;
