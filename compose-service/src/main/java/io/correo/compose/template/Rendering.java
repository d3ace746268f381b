package io.correo.compose.template;

import com.samskivert.mustache.Mustache;
import io.correo.compose.mime.BodyHtml;
import io.correo.service.problem.Problem;
import io.correo.service.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Fills in a template. Only plain fields are allowed in it, so that nothing the CRM knows can
/// become markup: `{{account.label}}`, `{{contact.name}}`, `{{user.name}}` and the like.
final class Rendering {
  private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
  private static final Pattern FIELD =
      Pattern.compile("\\s*(account|contact|user)\\.[A-Za-z0-9_]{1,64}\\s*");

  private Rendering() {}

  /// @throws Problem 422 for anything in braces but a field
  static String check(String field, String text) {
    var tags = TAG.matcher(text);
    while (tags.find()) {
      if (!FIELD.matcher(tags.group(1)).matches()) {
        var message = "only fields such as {{account.label}} may stand in double braces";
        throw new Problem(ProblemType.UNPROCESSABLE, field + ": " + message)
            .with("errors", List.of(new Problem.FieldError(field, message)));
      }
    }
    return text;
  }

  static String html(String template, Map<String, Map<String, String>> fields) {
    var filled = Mustache.compiler().defaultValue("").compile(template).execute(fields);
    return BodyHtml.of(filled).html();
  }

  static String subject(String template, Map<String, Map<String, String>> fields) {
    return Mustache.compiler()
        .escapeHTML(false)
        .defaultValue("")
        .compile(template)
        .execute(fields)
        .replaceAll("[\\r\\n\\u0000]+", " ")
        .strip();
  }
}
