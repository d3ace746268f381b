package io.correo.simulator.google;

import java.util.List;

/// A group of Gmail methods.
interface GmailMethods {

  List<Route> routes();
}
