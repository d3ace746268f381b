/// The CRM's records: accounts, contacts, deals, users. A copy of `crm.directory`.
@NullMarked
package io.correo.link.directory;

import org.jspecify.annotations.NullMarked;
