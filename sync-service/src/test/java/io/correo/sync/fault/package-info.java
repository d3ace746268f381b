/// What holds while the store, the broker or a provider fails, and when instances come and go.
package io.correo.sync.fault;
