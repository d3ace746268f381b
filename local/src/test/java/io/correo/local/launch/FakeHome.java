package io.correo.local.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/// A source tree whose modules are tiny programs, to try the launcher on.
final class FakeHome {
  private static final String SOURCE =
      """
      package %s;

      public class %s {
        public static java.io.Closeable start(String... arguments) throws Exception {
          System.out.println("hello from %2$s");
          %s
          var port = Integer.parseInt(System.getenv("%s"));
          var address = new java.net.InetSocketAddress("localhost", port);
          var server = com.sun.net.httpserver.HttpServer.create(address, 0);
          server.createContext("/actuator/health", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
          server.start();
          return () -> server.stop(0);
        }
      }
      """;

  private final Path root;

  FakeHome(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(root.resolve("local/target/classes"));
    Files.writeString(root.resolve("local/pom.xml"), "<project/>");
    copy(Path.of("target/classes"), root.resolve("local/target/classes"));
  }

  Path root() {
    return root;
  }

  /// @param first a statement it begins with
  void build(Part part, String first) throws IOException {
    var target = Files.createDirectories(root.resolve(part.module()).resolve("target"));
    var classes = Files.createDirectories(target.resolve("classes"));
    Files.writeString(target.resolve("runtime.classpath"), "");
    var dot = part.mainClass().lastIndexOf('.');
    var simple = part.mainClass().substring(dot + 1);
    var source = Files.createDirectories(target.resolve("src")).resolve(simple + ".java");
    Files.writeString(
        source,
        SOURCE.formatted(part.mainClass().substring(0, dot), simple, first, part.portVariable()));
    var compiler = ToolProvider.getSystemJavaCompiler();
    var failed =
        compiler.run(null, null, null, "-proc:none", "-d", classes.toString(), source.toString());
    if (failed != 0) throw new IllegalStateException("the fake " + simple + " does not compile");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
