/// What the providers' web interfaces have in common.
@org.jspecify.annotations.NullMarked
package io.correo.provider.http;
