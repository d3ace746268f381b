/// Spring Boot's view of this library: a service that has it on its class path gets the providers.
@NullMarked
package io.correo.provider.starter;

import org.jspecify.annotations.NullMarked;
