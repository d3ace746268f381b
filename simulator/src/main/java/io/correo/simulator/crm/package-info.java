/// The CRM as seen from outside: its OIDC identity provider, its pages, and its record feed.
@NullMarked
package io.correo.simulator.crm;

import org.jspecify.annotations.NullMarked;
