package io.correo.simulator.microsoft;

import java.util.List;

/// A group of Graph's operations. Where two match, the one listed first is called.
interface GraphMethods {
  List<GraphRoute> routes();
}
