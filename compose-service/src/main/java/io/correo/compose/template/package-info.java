/// Templates with fields of the linked account.
@NullMarked
package io.correo.compose.template;

import org.jspecify.annotations.NullMarked;
