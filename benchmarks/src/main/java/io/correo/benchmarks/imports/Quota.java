package io.correo.benchmarks.imports;

import io.correo.e2e.client.World;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What the simulated provider says it was asked.
record Quota(World world) {

  /// @param throttled calls that were refused because too many came
  record Spent(long units, long calls, long throttled) {
    Spent plus(Spent other) {
      return new Spent(units + other.units, calls + other.calls, throttled + other.throttled);
    }

    Spent minus(Spent other) {
      return new Spent(units - other.units, calls - other.calls, throttled - other.throttled);
    }
  }

  Spent of(List<String> addresses) {
    var sum = new Spent(0, 0, 0);
    for (var account : world.http().get("/_sim/quota").path("items")) {
      if (addresses.contains(account.path("address").asString(""))) sum = sum.plus(spent(account));
    }
    return sum;
  }

  /// What one `messages.get` costs, by making one.
  long unitsOfGet(String address, String message) {
    var access =
        world.http().post("/_sim/tokens/" + address, Map.of()).path("access_token").asString();
    var before = of(List.of(address)).units();
    var path = "/gmail/v1/users/" + address + "/messages/" + message;
    var get = world.http().request(path).header("Authorization", "Bearer " + access).GET().build();
    if (world.http().exchange(get).statusCode() != 200) {
      throw new IllegalStateException("messages.get was refused");
    }
    return of(List.of(address)).units() - before;
  }

  private static Spent spent(JsonNode account) {
    return new Spent(
        account.path("units").asLong(),
        account.path("calls").asLong(),
        account.path("throttled").asLong());
  }
}
