/// Completes addresses from the CRM's contacts and from mail seen.
@NullMarked
package io.correo.search.suggest;

import org.jspecify.annotations.NullMarked;
