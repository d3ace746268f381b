/// What we told about each message, and how readings become facts.
@NullMarked
package io.correo.sync.ledger;

import org.jspecify.annotations.NullMarked;
