package io.correo.simulator;

/// The frame of the simulator's small pages, in Spanish and English.
public final class Page {

  private Page() {}

  /// @param body HTML, safe already
  public static String of(String title, String body) {
    return """
        <!doctype html>
        <html lang="es">
        <head>
        <meta charset="utf-8">
        <link rel="icon" href="data:,">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <style>
        body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f5f7;color:#1c2430}
        main{max-width:26rem;margin:8vh auto;background:#fff;border:1px solid #d8dde4;
        border-radius:12px;padding:2rem}
        h1{font-size:1.3rem;margin:0 0 .25rem}p{margin:.25rem 0 1rem;color:#4a5565}
        ul{list-style:none;margin:0;padding:0}li{margin:.5rem 0}
        label{display:block;margin:.75rem 0 .2rem}
        input,select{width:100%%;box-sizing:border-box;font:inherit;padding:.5rem;
        border:1px solid #8c97a5;border-radius:8px}
        button,.button{display:block;width:100%%;box-sizing:border-box;text-align:left;
        padding:.6rem .9rem;font:inherit;color:inherit;text-decoration:none;background:#fff;
        border:1px solid #8c97a5;border-radius:8px;cursor:pointer}
        button:hover,.button:hover,.chosen{background:#e8f0fe;border-color:#1a5fd0}
        :focus-visible{outline:3px solid #1a5fd0;outline-offset:2px}
        small{color:#4a5565}dt{font-weight:600}dd{margin:0 0 .5rem}
        </style>
        </head>
        <body><main>
        %2$s
        </main></body>
        </html>
        """
        .formatted(Wire.escape(title), body);
  }
}
