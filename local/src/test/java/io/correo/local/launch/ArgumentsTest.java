package io.correo.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {
  @Test
  void needNothing() {
    assertThat(Arguments.parse()).isEqualTo(new Arguments(null, false));
  }

  @Test
  void takeADirectoryOfMail(@TempDir Path mail) {
    assertThat(Arguments.parse("--mail", mail.toString()).mail()).isEqualTo(mail);
  }

  @Test
  void refuseADirectoryThatIsNotThere(@TempDir Path directory) {
    var missing = directory.resolve("missing").toString();

    assertThatThrownBy(() -> Arguments.parse("--mail", missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--mail: " + missing + " is not a directory.");
  }

  @Test
  void refuseWhatTheyDoNotKnow() {
    assertThatThrownBy(() -> Arguments.parse("--male"))
        .hasMessageContaining("Unknown argument --male")
        .hasMessageContaining("--help");
    assertThatThrownBy(() -> Arguments.parse("--mail")).hasMessage("--mail needs a directory.");
  }
}
