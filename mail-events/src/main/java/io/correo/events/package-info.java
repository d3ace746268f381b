/// The contract between Correo's services, and with other CRM modules: ids, revisions, facts,
/// topics.
@NullMarked
package io.correo.events;

import org.jspecify.annotations.NullMarked;
