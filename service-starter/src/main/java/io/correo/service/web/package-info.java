/// What every service's HTTP side shares: limits, JSON, security.
@NullMarked
package io.correo.service.web;

import org.jspecify.annotations.NullMarked;
