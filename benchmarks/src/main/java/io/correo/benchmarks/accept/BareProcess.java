package io.correo.benchmarks.accept;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The process of a [BareServer], with the flags sync-service runs with here.
record BareProcess(Process process, URI url) implements AutoCloseable {

  static BareProcess start(String kafka, List<String> flags) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), BareServer.class.getName(), kafka));
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var port = process.inputReader(StandardCharsets.UTF_8).readLine();
      if (port == null) throw new IllegalStateException("the bare server did not start");
      return new BareProcess(process, URI.create("http://localhost:" + port + "/"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Door door(String name, Door.Pushes pushes) {
    return new Door(name, url, pushes, BareServer.TOPIC, process.toHandle());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
