package io.correo.simulator.fault;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/// Lets a fault cut the connection a request came by, without an answer.
final class Connection extends ValveBase {

  private static final String NAME = Connection.class.getName();

  Connection() {
    super(true);
  }

  /// Cuts it now; what was written and not flushed is lost.
  static void cut(ServletRequest request) {
    if (request.getAttribute(NAME) instanceof Runnable scissors) {
      scissors.run();
    }
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Runnable scissors =
        () -> response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new IOException("fault"));
    request.setAttribute(NAME, scissors);
    getNext().invoke(request, response);
  }
}
