package io.correo.mailbox.content;

import io.correo.service.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The image proxy: only what a body we made links to, for whom we made it.
@RestController
class ImageController {
  private static final Logger log = LoggerFactory.getLogger(ImageController.class);

  private final Requester requester;
  private final RemoteImages images;

  ImageController(Requester requester, RemoteImages images) {
    this.requester = requester;
    this.images = images;
  }

  @GetMapping(ImageLinks.PATH)
  ResponseEntity<byte[]> image(
      @RequestParam String message, @RequestParam String url, HttpServletRequest request) {
    requester.signed(request, ImageLinks.PATH, ImageLinks.about(message, url));
    try {
      var image = images.fetch(url);
      return ResponseEntity.ok()
          .header(HttpHeaders.CONTENT_TYPE, image.type())
          .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
          .header("X-Content-Type-Options", "nosniff")
          .header("Content-Security-Policy", "default-src 'none'; sandbox")
          .header("Cross-Origin-Resource-Policy", "cross-origin")
          .body(image.bytes());
    } catch (IOException | IllegalArgumentException failed) {
      // Never the original address: that would show the reader to its server.
      log.debug("A remote image was not fetched: {}", failed.toString());
      throw Problem.notFound("image");
    }
  }
}
