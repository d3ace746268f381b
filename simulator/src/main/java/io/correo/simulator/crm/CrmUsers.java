package io.correo.simulator.crm;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who can sign in to the simulated CRM.
@Component
public class CrmUsers {

  private static final String MAIL = "email:read email:send";

  private final Map<String, User> users = new ConcurrentSkipListMap<>();

  CrmUsers() {
    put(new User("ana", "acme", "Ana García", "ana@acme.example", "es", MAIL));
    put(new User("bruno", "acme", "Bruno Díaz", "bruno@acme.example", "es", MAIL));
    put(new User("olga", "acme", "Olga Ríos", "olga@acme.example", "es", MAIL + " email:admin"));
    put(new User("carla", "globex", "Carla Souza", "carla@globex.example", "pt-BR", MAIL));
    put(new User("diego", "globex", "Diego Méndez", "diego@globex.example", "es", MAIL));
  }

  /// @param scope what the user's roles allow, space-separated
  public record User(
      String id, String tenant, String name, String email, String locale, String scope) {}

  public @Nullable User find(String id) {
    return users.get(id);
  }

  public Collection<User> all() {
    return List.copyOf(users.values());
  }

  /// Adds a user, or replaces one.
  public void put(User user) {
    users.put(user.id(), user);
  }

  /// Somebody new without a role of their own.
  public void put(String id, String tenant, String name, String email, String locale) {
    var known = users.get(id);
    put(new User(id, tenant, name, email, locale, known == null ? MAIL : known.scope()));
  }

  public void remove(String id) {
    users.remove(id);
  }
}
