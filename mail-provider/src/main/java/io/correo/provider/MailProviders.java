package io.correo.provider;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The adapters there are, by name. The one place a name becomes a provider.
public final class MailProviders {
  private final Map<String, MailProvider> byName = new TreeMap<>();

  public MailProviders(List<MailProvider> providers) {
    providers.forEach(provider -> byName.put(provider.name(), provider));
  }

  /// @throws IllegalArgumentException when there is no such provider
  public MailProvider get(String name) {
    var provider = byName.get(name);
    if (provider == null) throw new IllegalArgumentException("unknown provider " + name);
    return provider;
  }

  public Iterable<MailProvider> all() {
    return byName.values();
  }
}
