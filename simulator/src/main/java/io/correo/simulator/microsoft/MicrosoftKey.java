package io.correo.simulator.microsoft;

import io.correo.simulator.Secrets;
import io.correo.simulator.SigningKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What signs Microsoft's id tokens; made when it is first asked for, so that no start pays for it.
@Component
class MicrosoftKey {

  private @Nullable SigningKey key;

  synchronized SigningKey get() {
    var made = key;
    if (made == null) {
      made = new SigningKey("microsoft-" + Secrets.random(6));
      key = made;
    }
    return made;
  }
}
