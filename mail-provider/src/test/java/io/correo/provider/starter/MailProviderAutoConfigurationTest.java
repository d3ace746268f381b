package io.correo.provider.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.correo.provider.MailProviders;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MailProviderAutoConfigurationTest {
  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(MailProviderAutoConfiguration.class))
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withPropertyValues("spring.config.import=classpath:mail-provider.yaml");

  @Test
  void givesAServiceItsProvidersWithTheShippedSettings() {
    service.run(
        context -> {
          var google = context.getBean(MailProviders.class).get("google");
          var settings = context.getBean(ProviderSettings.class);

          assertThat(google.capabilities().attachments().maxBytes()).isEqualTo(25L << 20);
          assertThat(google.capabilities().attachments().blockedExtensions()).contains("exe");
          assertThat(google.capabilities().recipients()).isEqualTo(500);
          assertThat(settings.google().costs().messageGet()).isEqualTo(20);
          assertThat(settings.google().limits().retryAfter()).isEqualTo(Duration.ofSeconds(5));
          assertThat(settings.toString()).doesNotContain(settings.google().oauth().clientSecret());
        });
  }

  @Test
  void givesAServiceMicrosoftToo() {
    service.run(
        context -> {
          var microsoft = context.getBean(MailProviders.class).get("microsoft");
          var settings = context.getBean(ProviderSettings.class).microsoft();

          assertThat(microsoft.capabilities().star()).isFalse();
          assertThat(microsoft.capabilities().attachments().maxBytes()).isEqualTo(150L << 20);
          assertThat(microsoft.capabilities().attachments().blockedExtensions()).contains("exe");
          assertThat(microsoft.capabilities().recipients()).isEqualTo(500);
          assertThat(settings.limits().watchFor()).isEqualTo(Duration.ofDays(7));
          assertThat(settings.toString()).doesNotContain(settings.oauth().clientSecret());
        });
  }

  @Test
  void takesEverySettingFromTheEnvironment() {
    service
        .withPropertyValues("GMAIL_ROOT_URL=http://gmail.example/", "GMAIL_COST_MESSAGE_GET=5")
        .run(
            context -> {
              var google = context.getBean(ProviderSettings.class).google();

              assertThat(google.rootUrl()).hasToString("http://gmail.example/");
              assertThat(google.costs().messageGet()).isEqualTo(5);
            });
  }

  @Test
  void leavesAServiceTheProvidersItBrings() {
    service
        .withBean(MailProviders.class, () -> new MailProviders(List.of()))
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(MailProviders.class).get("google"))
                    .isInstanceOf(IllegalArgumentException.class));
  }
}
