package io.correo.e2e.convergence;

import io.correo.e2e.client.Crm;
import io.correo.e2e.client.World;

/// The convergence check of a running local system, from a shell:
///
/// ```
/// Check http://localhost:8080 http://localhost:9090 localhost:19092 ana ana@acme.example
/// ```
///
/// Prints the counts; ends with 1 when a view differs.
public final class Check {
  private Check() {}

  /// @param arguments gateway, simulator, bootstrap servers, user, address
  public static void main(String... arguments) {
    if (arguments.length != 5) {
      System.err.println("Usage: Check GATEWAY SIMULATOR KAFKA USER ADDRESS");
      System.exit(2);
    }
    var world = new World(arguments[1]);
    var crm = new Crm(arguments[0], world.token(arguments[3]));
    var report = new Convergence(world, crm, arguments[2]).check(arguments[4]);
    System.out.println(report);
    if (!report.isConverged()) System.exit(1);
  }
}
