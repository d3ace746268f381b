package io.correo.gateway.page;

import io.correo.service.problem.ProblemType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The documented problem types, for people.
@RestController
class ProblemCatalogue {

  @GetMapping(path = "/problems", produces = MediaType.TEXT_HTML_VALUE)
  String catalogue() {
    var rows =
        Arrays.stream(ProblemType.values())
            .map(
                type ->
                    "<tr id=\"%s\"><td><code>%s</code></td><td>%d</td><td>%s</td></tr>"
                        .formatted(type.slug(), type.uri(), type.status().value(), type.title()))
            .collect(Collectors.joining("\n"));
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><title>Problems · Correo</title>
    <meta name="viewport" content="width=device-width"></head>
    <body><main><h1>Problems</h1>
    <p>Every error is an <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> problem of one
    of these types.</p>
    <table><thead><tr><th>type</th><th>status</th><th>means</th></tr></thead><tbody>
    %s
    </tbody></table></main></body></html>
    """
        .formatted(rows);
  }
}
