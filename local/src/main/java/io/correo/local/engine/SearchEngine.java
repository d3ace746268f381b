package io.correo.local.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/// An OpenSearch node in this JVM, reachable over HTTP only, without security and without a limit
/// on the disk's fill.
final class SearchEngine implements AutoCloseable {
  /// What our mappings, scripts and queries use. A full node has more modules, and each costs its
  /// start some time: one compiles the patterns of all browsers there are.
  private static final String MODULES =
      String.join(
          ",",
          "org.opensearch.transport.Netty4ModulePlugin",
          "org.opensearch.analysis.common.CommonAnalysisModulePlugin",
          "org.opensearch.index.mapper.MapperExtrasModulePlugin",
          "org.opensearch.painless.PainlessModulePlugin",
          "org.opensearch.index.reindex.ReindexModulePlugin");

  private final OpenSearchRunner runner;
  private final int port;

  private SearchEngine(OpenSearchRunner runner, int port) {
    this.runner = runner;
    this.port = port;
  }

  /// Starts a node and waits until it takes requests.
  ///
  /// @param wanted the port to listen on, 0 for a free one
  /// @param data its directory; a node that wrote there before goes on where it was
  static SearchEngine start(int wanted, Path data) {
    var port = Ports.orFree(wanted);
    var transport = Ports.inner();
    var runner = new OpenSearchRunner();
    runner.onBuild(
        (number, settings) -> {
          settings.put("http.port", String.valueOf(port));
          settings.put("http.host", "127.0.0.1");
          settings.put("transport.port", String.valueOf(transport));
          settings.put("transport.host", "127.0.0.1");
          settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
          settings.put("action.auto_create_index", true);
          settings.put("node.processors", 2);
        });
    runner.build(
        OpenSearchRunner.newConfigs()
            .basePath(data.toString())
            .clusterName("correo-local")
            .numOfNode(1)
            .moduleTypes(MODULES)
            .useLogger()
            .disableESLogger());
    return new SearchEngine(runner, port);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    try {
      runner.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
