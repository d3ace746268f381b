/// The public event stream: what other CRM modules subscribe to (CloudEvents 1.0 on Kafka).
@NullMarked
package io.correo.events.stream;

import org.jspecify.annotations.NullMarked;
