/// The one door to Correo: routes the API, serves live events and the web page.
@NullMarked
package io.correo.gateway;

import org.jspecify.annotations.NullMarked;
