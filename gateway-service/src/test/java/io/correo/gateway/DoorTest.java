package io.correo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.correo.events.Address;
import io.correo.events.Capabilities;
import io.correo.events.ConnectedMailbox;
import io.correo.events.Json;
import io.correo.events.MailboxId;
import io.correo.events.RecordRef;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.Topics;
import io.correo.events.UserId;
import io.correo.events.ViewChange;
import io.correo.events.Visibility;
import io.correo.local.engine.LocalEngines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.context.ConfigurableApplicationContext;

/// The gateway, with a real broker behind it and services that say who they are.
class DoorTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final TenantId ACME = new TenantId("acme");
  private static final MailboxId ANAS = MailboxId.random();

  private static Neighbours neighbours;
  private static ConfigurableApplicationContext gateway;
  private static KafkaProducer<String, byte[]> broker;
  private static String url;

  @BeforeAll
  static void open() throws Exception {
    neighbours = new Neighbours();
    var kafka = LocalEngines.broker();
    gateway =
        GatewayService.start(
            "--server.port=0",
            "--spring.kafka.bootstrap-servers=" + kafka,
            "--spring.cloud.stream.kafka.binder.brokers=" + kafka,
            "--correo.identity.issuer=" + Neighbours.ISSUER,
            "--correo.identity.jwks-uri=" + neighbours.jwks(),
            "--correo.limit.requests=500",
            "--correo.urls.sync=" + service("sync"),
            "--correo.urls.mailbox=" + service("mailbox"),
            "--correo.urls.compose=" + service("compose"),
            "--correo.urls.link=" + service("link"),
            "--correo.urls.search=http://localhost:1");
    url = "http://localhost:" + gateway.getEnvironment().getProperty("local.server.port");
    broker =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
    publish(Topics.ACCOUNTS, ANAS, mailbox(ANAS, ACME, "ana"));
  }

  @AfterAll
  static void close() {
    broker.close();
    gateway.close();
    neighbours.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/session, mailbox",
    "GET, /api/v1/threads, mailbox",
    "GET, /api/v1/threads/t_1, mailbox",
    "PUT, /api/v1/threads/t_1/visibility, mailbox",
    "PUT, /api/v1/threads/t_1/links, link",
    "GET, /api/v1/messages/m_1, mailbox",
    "GET, /api/v1/messages/m_1/links, link",
    "POST, /api/v1/actions, mailbox",
    "GET, /api/v1/crm/accounts, link",
    "GET, /api/v1/crm/accounts/7, link",
    "GET, /api/v1/crm/accounts/7/threads, mailbox",
    "GET, /api/v1/records/deal/7/threads, mailbox",
    "GET, /api/v1/contacts/x@y.example/threads, mailbox",
    "POST, /api/v1/drafts/d_1/send, compose",
    "GET, /api/v1/sends, compose",
    "GET, /api/v1/templates, compose",
    "GET, /api/v1/mailboxes, sync",
    "POST, /api/v1/mailboxes/connections, sync",
    "GET, /api/v1/mailboxes/mb_1/health, sync"
  })
  void sendsEveryPathToTheServiceThatOwnsIt(String method, String path, String owner)
      throws Exception {
    var answer = call(method, path, ana());

    assertThat(answer.body()).isEqualTo(owner + " " + path);
  }

  /// Or a request would now and then be sent down a connection that is being closed.
  @Test
  void letsGoOfAnIdleConnectionBeforeTheServiceBehindDoes() {
    var ours = gateway.getBean(HttpClientProperties.class).getPool().getMaxIdleTime();
    var theirs =
        Binder.get(gateway.getEnvironment())
            .bind("server.tomcat.keep-alive-timeout", Duration.class)
            .get();

    assertThat(ours).isPositive().isLessThan(theirs);
  }

  @ParameterizedTest
  @CsvSource({
    "/webhooks/google, POST",
    "/webhooks/microsoft, POST",
    "/webhooks/microsoft/lifecycle, POST",
    "/oauth/google/callback, GET",
    "/oauth/microsoft/callback, GET"
  })
  void letsProvidersInWithoutOurToken(String path, String method) throws Exception {
    assertThat(call(method, path, null).body()).isEqualTo("sync " + path);
  }

  @Test
  void leavesAProvidersTokenToTheServiceThatVerifiesIt() throws Exception {
    assertThat(call("POST", "/webhooks/google", "not.ours.atall").body())
        .isEqualTo("sync /webhooks/google");
  }

  @Test
  void refusesWhoBringsNoTokenOrAnExpiredOne() throws Exception {
    var expired = neighbours.token("ana", "acme", "email:read", Duration.ofMinutes(-5));

    assertProblem(call("GET", "/api/v1/threads", null), 401, "unauthorized");
    assertProblem(call("GET", "/api/v1/threads", expired), 401, "unauthorized");
    assertProblem(call("GET", "/api/v1/events", null), 401, "unauthorized");
  }

  @Test
  void refusesAdminAndInternalPathsToUsers() throws Exception {
    assertProblem(call("GET", "/api/v1/admin/lanes", ana()), 403, "forbidden");
    assertProblem(call("GET", "/internal/grants", ana()), 403, "forbidden");
    assertProblem(call("GET", "/actuator/metrics", ana()), 403, "forbidden");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/admin/lanes",
    "GET, /api/v1/admin/tenants",
    "PUT, /api/v1/admin/tenants/acme/lane",
    "GET, /api/v1/admin/mailboxes",
    "POST, /api/v1/admin/mailboxes/mb_1/republish",
    "GET, /api/v1/admin/dead-letters",
    "GET, /api/v1/admin/dead-letters/mail.changes-0-7-x",
    "POST, /api/v1/admin/dead-letters/mail.changes-0-7-x/replay",
    "POST, /api/v1/admin/dead-letters/mail.changes-0-7-x/discard"
  })
  void letsOperatorsAloneSteerSync(String method, String path) throws Exception {
    var operator = neighbours.token("olga", "acme", "email:admin", Duration.ofMinutes(5));

    assertThat(call(method, path, operator).body()).isEqualTo("sync " + path);
    assertProblem(call(method, path, ana()), 403, "forbidden");
    assertProblem(call(method, path, null), 401, "unauthorized");
  }

  @Test
  void saysWhenNothingIsThereAndWhenAServiceDoesNotAnswer() throws Exception {
    assertProblem(call("GET", "/api/v1/nothing", ana()), 404, "not-found");
    assertProblem(call("GET", "/api/v1/search?q=x", ana()), 503, "service-unavailable");
  }

  @Test
  void stopsACallerWhoAsksTooMuchAndNobodyElse() throws Exception {
    var runaway = neighbours.token("runaway", "acme", "email:read", Duration.ofMinutes(5));
    HttpResponse<String> answer = call("GET", "/api/v1/session", runaway);
    for (var i = 0; i < 600 && answer.statusCode() == 200; i++) {
      answer = call("GET", "/api/v1/session", runaway);
    }

    assertProblem(answer, 429, "too-many-requests");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(call("GET", "/api/v1/session", ana()).statusCode()).isEqualTo(200);
  }

  @Test
  void servesThePageUnderAPolicyThatRunsOnlyOurScripts() throws Exception {
    var page = call("GET", "/", null);
    var library = call("GET", "/webjars/lit/index.js", null);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("script-src 'self'")
        .doesNotContain("unsafe-eval");
    assertThat(library.statusCode()).isEqualTo(200);
    assertThat(call("GET", "/config.json", null).body()).contains("\"clientId\":\"correo-web\"");
    assertThat(call("GET", "/problems", null).body()).contains("provider-throttled");
  }

  @Test
  void closesTheServiceBehindWhenTheReaderOfADownloadGoesAway() throws Exception {
    var request = request("GET", "/api/v1/messages/m_1/raw", ana());
    var answer = HTTP.send(request, BodyHandlers.ofInputStream());
    answer.body().readNBytes(100_000);

    answer.body().close();

    assertThat(neighbours.downloadFreed.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void tellsMembersWhatChangedAndNobodyElse() throws Exception {
    try (var ana = listen(ana(), null);
        var bruno = listen(user("bruno", "acme"), null);
        var carla = listen(user("carla", "globex"), null)) {
      var thread = ThreadId.of(ANAS, "1");

      publish(
          Topics.VIEW,
          ANAS,
          new ViewChange.ThreadChanged(
              ACME, ANAS, thread, Revision.of(7, 1), List.of(new RecordRef("account", "9"))));

      assertThat(ana.next("thread.changed")).contains(thread.value());
      assertThat(bruno.next("record")).contains("\"id\":\"9\"");
      assertThat(bruno.seen()).noneMatch(line -> line.contains(thread.value()));
      assertThat(carla.seen()).noneMatch(line -> line.startsWith("event:thread"));
      assertThat(carla.seen()).noneMatch(line -> line.startsWith("event:record"));
    }
  }

  @Test
  void givesWhatWasMissedToAPageThatComesBack() throws Exception {
    var first = ThreadId.of(ANAS, "first");
    var second = ThreadId.of(ANAS, "second");
    String seen;
    try (var page = listen(ana(), null)) {
      publish(Topics.VIEW, ANAS, changed(first));
      assertThat(page.next("thread.changed")).contains(first.value());
      seen = page.lastId();
    }
    try (var other = listen(ana(), null)) {
      publish(Topics.VIEW, ANAS, changed(second));
      other.next("thread.changed");
    }

    try (var back = listen(ana(), seen)) {
      assertThat(back.next("thread.changed")).contains(second.value());
    }
  }

  @Test
  void tellsAPageToReloadWhenItsPlaceIsUnknown() throws Exception {
    try (var page = listen(ana(), "elsewhere-12")) {
      assertThat(page.next("reset")).isNotNull();
    }
  }

  @Test
  void forgetsAPageThatWentAway() throws Exception {
    var feed = gateway.getBean("liveFeed");
    var listeners = feed.getClass().getDeclaredMethod("listeners");
    listeners.setAccessible(true);
    var before = (int) listeners.invoke(feed);

    listen(ana(), null).close();

    await()
        .untilAsserted(() -> assertThat((int) listeners.invoke(feed)).isLessThanOrEqualTo(before));
  }

  private static ViewChange changed(ThreadId thread) {
    return new ViewChange.ThreadChanged(ACME, ANAS, thread, Revision.of(8, 1), List.of());
  }

  private static Listening listen(String token, @Nullable String lastEventId) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/events"));
    request.header("Authorization", "Bearer " + token);
    if (lastEventId != null) request.header("Last-Event-ID", lastEventId);
    var listening = new Listening(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
    listening.next("ready");
    return listening;
  }

  private static final class Listening implements AutoCloseable {
    private final HttpResponse<java.io.InputStream> answer;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new java.util.concurrent.CopyOnWriteArrayList<>();

    Listening(HttpResponse<java.io.InputStream> answer) {
      this.answer = answer;
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (var reader =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
          seen.add(line);
          lines.add(line);
        }
      } catch (IOException closed) {
        lines.add("closed");
      }
    }

    /// The data of the next event of that name.
    String next(String event) throws InterruptedException {
      var deadline = Instant.now().plusSeconds(20);
      while (Instant.now().isBefore(deadline)) {
        var line = lines.poll(1, TimeUnit.SECONDS);
        if (("event:" + event).equals(line)) {
          var data = lines.poll(1, TimeUnit.SECONDS);
          return data == null ? "" : data;
        }
      }
      throw new AssertionError("no event %s in %s".formatted(event, seen));
    }

    List<String> seen() {
      return seen;
    }

    String lastId() {
      return seen.stream()
          .filter(line -> line.startsWith("id:"))
          .reduce((_, later) -> later)
          .orElseThrow()
          .substring(3);
    }

    @Override
    public void close() {
      try {
        answer.body().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String ana() {
    return user("ana", "acme");
  }

  private static String user(String name, String tenant) {
    return neighbours.token(name, tenant, "email:read email:send", Duration.ofMinutes(5));
  }

  private static HttpResponse<String> call(String method, String path, @Nullable String token)
      throws Exception {
    return HTTP.send(request(method, path, token), BodyHandlers.ofString());
  }

  private static HttpRequest request(String method, String path, @Nullable String token) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (token != null) request.header("Authorization", "Bearer " + token);
    return request.build();
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("/problems/" + slug + "\"");
  }

  private static void publish(String topic, MailboxId key, Object value) throws Exception {
    broker.send(new ProducerRecord<>(topic, key.value(), Json.bytes(value))).get();
  }

  private static String service(String name) {
    return "http://%s.localhost:%d".formatted(name, neighbours.port());
  }

  private static ConnectedMailbox mailbox(MailboxId id, TenantId tenant, String owner) {
    return new ConnectedMailbox(
        id,
        tenant,
        Revision.of(1, 0),
        "google",
        "ana@acme.example",
        "ana@acme.example",
        List.of(new ConnectedMailbox.Member(new UserId(owner), ConnectedMailbox.Role.OWNER)),
        ConnectedMailbox.State.CONNECTED,
        new Capabilities(
            true, true, true, true, new Capabilities.AttachmentLimits(1, Set.of()), 500),
        List.of(Address.of("ana@acme.example")),
        null,
        Visibility.EVERYTHING,
        "shared",
        null,
        Instant.EPOCH);
  }
}
