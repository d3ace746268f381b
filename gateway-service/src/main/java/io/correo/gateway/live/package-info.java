/// Live events to open pages: server-sent events, per user, resumable.
@NullMarked
package io.correo.gateway.live;

import org.jspecify.annotations.NullMarked;
