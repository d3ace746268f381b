/// One decision per message: stored, published, made again when the CRM or a person changes it.
@NullMarked
package io.correo.link.decision;

import org.jspecify.annotations.NullMarked;
