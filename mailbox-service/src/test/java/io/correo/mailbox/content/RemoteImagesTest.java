package io.correo.mailbox.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class RemoteImagesTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 0};

  private final ImageSettings settings =
      new ImageSettings(DataSize.ofKilobytes(100), Duration.ofMillis(1_500), 2);
  private final RemoteImages images = new RemoteImages(settings, _ -> true, Clock.systemUTC());
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    answer("/image", "text/html", PNG);
    answer("/page", "image/png", "<svg onload=alert(1)>".getBytes());
    answer("/big", "image/png", new byte[200_000]);
    redirect("/once", "/image");
    redirect("/loop", "/loop");
    redirect("/private", "http://10.0.0.1/image");
    redirect("/file", "file:///etc/passwd");
    server.createContext(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          try {
            for (var i = 0; i < 1_000; i++) {
              exchange.getResponseBody().write(0);
              exchange.getResponseBody().flush();
              java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
          } catch (IOException gaveUp) {
            exchange.close();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void tellsAnImageByItsContentAndFollowsRedirects() throws IOException {
    assertThat(images.fetch(url("/image")).type()).isEqualTo("image/png");
    assertThat(images.fetch(url("/once")).bytes()).isEqualTo(PNG);
  }

  @ParameterizedTest
  @org.junit.jupiter.api.Timeout(60)
  @ValueSource(strings = {"/page", "/big", "/loop", "/file", "/missing", "/slow"})
  void refusesWhatIsNoImageTooBigTooSlowOrElsewhere(String path) {
    assertThatThrownBy(() -> images.fetch(url(path))).isInstanceOf(IOException.class);
  }

  @Test
  void checksEveryRedirect() {
    var careful =
        new RemoteImages(settings, address -> !address.isSiteLocalAddress(), Clock.systemUTC());

    assertThatThrownBy(() -> careful.fetch(url("/private"))).hasMessageContaining("not public");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "0.1.2.3",
        "192.0.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "2001:0::1",
        "2001:db8::1",
        "::10.0.0.1"
      })
  void refusesAddressesThatAreNotOnTheOpenInternet(String address) throws IOException {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
  void allowsAddressesThatAre(String address) throws IOException {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
  }

  private String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  private void answer(String path, String type, byte[] bytes) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", type);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private void redirect(String path, String to) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
  }
}
