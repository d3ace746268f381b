package io.correo.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
  @Test
  void holdsEveryPartOnce() {
    assertThat(parts(Layout.together())).containsExactlyInAnyOrder(Part.values());
    assertThat(parts(Layout.apart())).containsExactlyInAnyOrder(Part.values());
    assertThat(parts(Layout.together().splitOff("sync", "broker", "gateway")))
        .containsExactlyInAnyOrder(Part.values());
  }

  @Test
  void givesAPartThatIsSplitOffAJvmOfItsOwn() {
    var layout = Layout.together().splitOff("sync");

    assertThat(layout.groups())
        .extracting(Layout.Group::name)
        .containsExactly("engines", "services", "sync");
    assertThat(layout.groups().getLast().parts()).containsExactly(Part.SYNC);
    assertThat(layout.groups().get(1).parts()).doesNotContain(Part.SYNC);
  }

  @Test
  void knowsItsParts() {
    assertThatThrownBy(() -> Layout.together().splitOff("synch"))
        .hasMessage("no part is called synch");
  }

  private static List<Part> parts(Layout layout) {
    return layout.groups().stream().flatMap(group -> group.parts().stream()).toList();
  }
}
