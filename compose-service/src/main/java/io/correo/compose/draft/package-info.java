/// Drafts: written here or elsewhere, mirrored to the provider.
@NullMarked
package io.correo.compose.draft;

import org.jspecify.annotations.NullMarked;
