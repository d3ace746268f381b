package io.correo.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Files of a draft.
class DraftFilesTest {
  private static final String[] TEXT = {"Content-Type", "text/plain"};
  private static final RunningCompose compose = RunningCompose.shared();

  @Test
  void carriesFilesAndSaysAtOnceWhatTheProviderDoesNotTake() {
    var draft = compose.draft("Ficheros", "files@obra.example");
    var path = "/drafts/" + draft + "/attachments";

    var raw =
        compose.post(path + "?name=nota.txt", "hola ñ".getBytes(StandardCharsets.UTF_8), TEXT);
    var multipart = multipart(path, "informe año.pdf", bytes(100_000));
    var tooLarge = compose.post(path + "?name=big.bin", bytes(20_000_000), TEXT);
    var tooLargePart = multipart(path, "big.bin", bytes(5_000_000));
    var blocked = compose.post(path + "?name=virus.EXE", bytes(10), TEXT);

    assertThat(raw.status()).isEqualTo(201);
    assertThat(multipart.text("name")).isEqualTo("informe año.pdf");
    assertThat(multipart.json().get("size").asLong()).isEqualTo(100_000);
    for (var refused : List.of(tooLarge, tooLargePart)) {
      assertThat(refused.status()).isEqualTo(413);
      assertThat(refused.json().get("maxBytes").asLong()).isEqualTo(RunningCompose.MAX_FILES);
    }
    assertThat(blocked.status()).isEqualTo(422);
    assertThat(blocked.body()).contains(".exe");
    var gone = compose.post(path + "?name=fuera.txt", bytes(5), TEXT).text("id");
    assertThat(compose.delete(path + "/" + gone).status()).isEqualTo(204);
    assertThat(compose.get("/drafts/" + draft).json().get("attachments")).hasSize(2);
    assertThat(Eventually.copy(compose, draft, "files@obra.example", "Ficheros"))
        .contains(
            "nota.txt",
            Base64.getEncoder().encodeToString("hola ñ".getBytes(StandardCharsets.UTF_8)))
        .doesNotContain("fuera.txt");
  }

  @Test
  void takesFilesNoFasterThanTheyFit() {
    var draft = compose.draft("A la vez", "files@obra.example");
    var path = "/drafts/" + draft + "/attachments?name=f.bin";

    var answers =
        IntStream.range(0, 6)
            .mapToObj(
                _ -> CompletableFuture.supplyAsync(() -> compose.post(path, bytes(100_000), TEXT)))
            .toList()
            .stream()
            .map(answer -> answer.join().status())
            .sorted()
            .toList();

    assertThat(answers).containsExactly(201, 201, 201, 413, 413, 413);
  }

  private static Caller.Answer multipart(String path, String name, byte[] bytes) {
    var head =
        ("--frontera\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + name
                + "\"\r\nContent-Type: application/pdf\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    var tail = "\r\n--frontera--\r\n".getBytes(StandardCharsets.UTF_8);
    var body = new byte[head.length + bytes.length + tail.length];
    System.arraycopy(head, 0, body, 0, head.length);
    System.arraycopy(bytes, 0, body, head.length, bytes.length);
    System.arraycopy(tail, 0, body, head.length + bytes.length, tail.length);
    return compose.post(path, body, "Content-Type", "multipart/form-data; boundary=frontera");
  }

  private static byte[] bytes(int n) {
    return "x".repeat(n).getBytes(StandardCharsets.US_ASCII);
  }
}
