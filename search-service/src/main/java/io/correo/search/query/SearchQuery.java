package io.correo.search.query;

import java.util.ArrayList;
import java.util.List;

/// What a user asks for.
///
/// @param clauses all of which must hold; none asks for everything
record SearchQuery(List<Clause> clauses) {
  SearchQuery {
    clauses = List.copyOf(clauses);
  }

  /// Reads what was typed. Never fails: what is no operator is text.
  static SearchQuery parse(String typed) {
    var tokens = Token.split(typed);
    var clauses = new ArrayList<Clause>();
    for (var i = 0; i < tokens.size(); i++) {
      var token = tokens.get(i);
      // People type a blank after the colon: `from: ana`.
      if (token.lacksValue() && i + 1 < tokens.size() && tokens.get(i + 1).isPlain()) {
        var joined = token.with(tokens.get(i + 1));
        if (joined.operator() != null) {
          clauses.add(joined.clause());
          i++;
          continue;
        }
      }
      if (!token.isEmpty()) clauses.add(token.clause());
    }
    return new SearchQuery(clauses);
  }
}
