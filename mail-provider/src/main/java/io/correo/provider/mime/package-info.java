/// What mail looks like whoever carries it: headers, addresses, readable text, messages written as
/// RFC 5322. Shared by the adapters.
@NullMarked
package io.correo.provider.mime;

import org.jspecify.annotations.NullMarked;
