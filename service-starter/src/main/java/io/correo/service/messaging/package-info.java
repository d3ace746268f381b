/// Reading Kafka in batches that keep order per key, and writing to it with a future to wait for.
@NullMarked
package io.correo.service.messaging;

import org.jspecify.annotations.NullMarked;
