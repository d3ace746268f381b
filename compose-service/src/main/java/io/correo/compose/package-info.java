/// compose-service: drafts, their files, templates, and sending exactly once.
@NullMarked
package io.correo.compose;

import org.jspecify.annotations.NullMarked;
