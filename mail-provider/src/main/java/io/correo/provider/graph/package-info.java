/// Microsoft Graph: Exchange Online and Outlook mailboxes.
@NullMarked
package io.correo.provider.graph;

import org.jspecify.annotations.NullMarked;
