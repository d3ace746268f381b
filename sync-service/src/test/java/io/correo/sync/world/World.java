package io.correo.sync.world;

import com.mongodb.ConnectionString;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.event.CommandListener;
import io.correo.events.MailboxId;
import io.correo.local.engine.Engine;
import io.correo.local.engine.LocalEngines;
import io.correo.simulator.Simulator;
import io.correo.simulator.crm.CrmUsers;
import io.correo.simulator.crm.CrmUsers.User;
import io.correo.sync.SyncService;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;

/// Simulator, engines and sync-service, started once for all tests of a JVM. Each test takes a
/// mailbox of its own.
public final class World {
  public static final String PAGE = "http://crm.example/mail";
  private static final AtomicInteger MAILBOXES = new AtomicInteger();
  private static World world;

  private final ConfigurableApplicationContext outside;
  private final ConfigurableApplicationContext sync;
  private final Http simulator;
  private final Http service;
  private final MongoDatabase store;
  private final Queries queries = new Queries();
  private final FolderProvider folders = new FolderProvider();
  private final BrokerSwitch broker;
  private final Door storeDoor;
  private final Topic topics;
  private final String token;
  private final List<String> arguments;

  public static synchronized World started() {
    if (world == null) world = new World(new CommandListener() {}, List.of());
    return world;
  }

  /// One of a test's own, beside the shared one.
  ///
  /// @param ear hears every command the service gives its store, on the thread that gives it
  /// @param settings of simulator and service, as `NAME=value`
  public static World with(CommandListener ear, String... settings) {
    return new World(ear, Stream.of(settings).map(it -> "--" + it).toList());
  }

  private World(CommandListener ear, List<String> settings) {
    MongoClientSettingsBuilderCustomizer heard = store -> store.addCommandListener(ear);
    var engines = LocalEngines.settings(Engine.STORE, Engine.BROKER);
    var simulated =
        new ArrayList<>(
            List.of("--server.port=0", "--simulator.demo=false", "--simulator.push.url="));
    simulated.addAll(settings);
    outside = Simulator.start(simulated.toArray(String[]::new));
    var root = "http://localhost:" + Simulator.port(outside);
    simulator = new Http(root, "");
    var port = freePort();
    var real = new ConnectionString(engines.get("MONGODB_URI"));
    var host = new ServerAddress(real.getHosts().getFirst());
    storeDoor = new Door(host.getHost(), host.getPort());
    arguments =
        arguments(port, root, through(storeDoor, real), engines.get("KAFKA_BOOTSTRAP_SERVERS"));
    settings.forEach(setting -> replace(arguments, setting));
    sync =
        new SpringApplicationBuilder(SyncService.class)
            .properties("spring.config.name=sync-service")
            .initializers(
                context -> {
                  context.getBeanFactory().registerSingleton("queries", queries);
                  context.getBeanFactory().registerSingleton("ear", heard);
                  context.getBeanFactory().addBeanPostProcessor(folders);
                })
            .run(arguments.toArray(String[]::new));
    store =
        MongoClients.create(engines.get("MONGODB_URI"))
            .getDatabase(sync.getBean(MongoDatabase.class).getName());
    broker = new BrokerSwitch(sync);
    var own = "http://localhost:" + port;
    service = new Http(own, "");
    simulator.send(
        "PUT",
        "/_sim/push",
        "application/json",
        "{\"url\":\"%s/webhooks/google\",\"audience\":\"http://crm.example/webhooks/google\"}"
            .formatted(own));
    topics = new Topic(engines.get("KAFKA_BOOTSTRAP_SERVERS"));
    token = user("ana");
  }

  /// Gives up soon when nobody answers, so that a test need not wait half a minute for that.
  private static String through(Door door, ConnectionString store) {
    var uri = store.toString().replace(store.getHosts().getFirst(), "localhost:" + door.port());
    return uri
        + (uri.contains("?") ? "&" : "/?")
        + "directConnection=true&serverSelectionTimeoutMS=5000";
  }

  /// Providers that post to us are told where before we run.
  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> arguments(int port, String root, String store, String broker) {
    var arguments = new ArrayList<String>();
    arguments.add("--server.port=" + port);
    arguments.add("--CORREO_NOTIFICATION_URL=http://localhost:%d/webhooks".formatted(port));
    arguments.add("--MONGODB_URI=" + store);
    arguments.add("--KAFKA_BOOTSTRAP_SERVERS=" + broker);
    arguments.add("--CORREO_SYNC_DATABASE=sync_" + UUID.randomUUID().toString().substring(0, 8));
    arguments.add("--CORREO_PUBLIC_URL=http://crm.example");
    arguments.add("--CORREO_ISSUER_URI=" + root + "/crm");
    arguments.add("--CORREO_JWKS_URI=" + root + "/crm/oauth/jwks");
    arguments.add("--CORREO_TOKEN_URI=" + root + "/crm/oauth/token");
    arguments.add("--GOOGLE_AUTH_URI=" + root + "/google/o/oauth2/v2/auth");
    arguments.add("--GOOGLE_TOKEN_URI=" + root + "/google/oauth2/token");
    arguments.add("--GOOGLE_REVOKE_URI=" + root + "/google/oauth2/revoke");
    arguments.add("--GOOGLE_JWKS_URI=" + root + "/google/oauth2/v3/certs");
    arguments.add("--correo.sync.grant.limits.folders.units-per-minute=60000");
    arguments.add("--correo.sync.grant.limits.folders.concurrent=4");
    arguments.add("--correo.sync.grant.limits.folders.imports-per-minute=600000");
    arguments.add("--logging.level.org.apache.kafka.clients=ERROR");
    arguments.add("--GMAIL_ROOT_URL=" + root + "/");
    arguments.add("--MICROSOFT_AUTH_URI=" + root + "/microsoft/common/oauth2/v2.0/authorize");
    arguments.add("--MICROSOFT_TOKEN_URI=" + root + "/microsoft/common/oauth2/v2.0/token");
    arguments.add("--GRAPH_ROOT_URL=" + root + "/v1.0");
    // What a provider that says nothing, or nothing of how long, makes us wait.
    arguments.add("--GMAIL_CALL_TIMEOUT=8s");
    arguments.add("--GRAPH_CALL_TIMEOUT=8s");
    arguments.add("--GMAIL_RETRY_AFTER=3s");
    arguments.add("--GRAPH_RETRY_AFTER=3s");
    arguments.add("--PROVIDER_OPEN_FOR=3s");
    // So that both providers know a star.
    arguments.add("--MICROSOFT_STAR_BY_FLAG=true");
    return arguments;
  }

  /// Outlook tells whole seconds: what comes in the second of the connection counts as new.
  public void awaitNextSecond() {
    var clock = Clock.tickSeconds(ZoneOffset.UTC);
    var now = clock.instant();
    Awaitility.await().until(() -> clock.instant().isAfter(now));
  }

  /// One more deployment of the service, with the same store and broker. The caller closes it.
  ///
  /// @param settings what it does differently
  public ConfigurableApplicationContext another(String... settings) {
    var all = new ArrayList<>(arguments);
    replace(all, "--server.port=0");
    for (var setting : settings) replace(all, setting);
    return SyncService.start(all.toArray(String[]::new));
  }

  private static void replace(List<String> arguments, String setting) {
    var key = setting.substring(0, setting.indexOf('=') + 1);
    arguments.removeIf(it -> it.startsWith(key));
    arguments.add(setting);
  }

  /// A bean of the running service.
  public <T> T bean(Class<T> type) {
    return sync.getBean(type);
  }

  /// A bean of the simulator.
  public <T> T outside(Class<T> type) {
    return outside.getBean(type);
  }

  /// The service's store, seen by a client of the test's own.
  public MongoDatabase store() {
    return store;
  }

  /// What the service has asked its store.
  public Queries queries() {
    return queries;
  }

  /// The way from the service, and from its further deployments, to the store.
  public Door storeDoor() {
    return storeDoor;
  }

  /// Takes the broker away from the service, and gives it back.
  public BrokerSwitch broker() {
    return broker;
  }

  public Topic topics() {
    return topics;
  }

  public Http simulator() {
    return simulator;
  }

  /// The service, called by nobody.
  public Http service() {
    return service;
  }

  /// Another server, called by nobody.
  public Http at(String root) {
    return new Http(root, "");
  }

  /// The service, called by Ana.
  public Http ana() {
    return service.as(token);
  }

  /// The service, called by another service.
  public Http internal() {
    return service.as(
        token(
            "grant_type=client_credentials&client_id=correo-services&client_secret=correo-services-secret&scope=email:internal"));
  }

  /// The service, called by somebody with these scopes.
  ///
  /// @param tenant empty for an operator of the whole installation
  public Http person(String name, String tenant, String scope) {
    var mail = name + "@" + tenant + ".example";
    outside.getBean(CrmUsers.class).put(new User(name, tenant, name, mail, "en", scope));
    return service.as(user(name));
  }

  /// The access token of a user of the CRM.
  public String user(String name) {
    return token("grant_type=password&username=" + name);
  }

  private String token(String form) {
    return simulator.form("/crm/oauth/token", form).json().path("access_token").asString();
  }

  /// The value of a counter of the service.
  public double counted(String meter) {
    return sync.getBean(MeterRegistry.class).find(meter).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  /// The same, of those that have this tag.
  public double counted(String meter, String tag, String value) {
    return sync.getBean(MeterRegistry.class).find(meter).tag(tag, value).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  /// What no consumer of the service could process.
  public double deadLetters() {
    return counted("correo.dead.letters");
  }

  /// Ends a fault of the provider's.
  ///
  /// @param fault what [Account#fault] gave
  public void disarm(String fault) {
    simulator.send("DELETE", "/_sim/faults/" + fault, "application/json", "");
  }

  /// Somebody says that the mailbox may have changed.
  public void wake(MailboxId mailbox) {
    internal().post("/internal/mailboxes/" + mailbox + "/wake", "{}");
  }

  /// The time has come at which the mailbox would be looked at by itself.
  public void due(MailboxId mailbox) {
    store
        .getCollection("schedule")
        .updateOne(
            Filters.eq("_id", mailbox.value()), Updates.set("dueAt", Clock.systemUTC().instant()));
  }

  /// Waits until nobody works on the mailbox.
  public void awaitIdle(MailboxId mailbox) {
    var idle = Filters.and(Filters.eq("_id", mailbox.value()), Filters.eq("holder", null));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> store.getCollection("schedule").countDocuments(idle) == 1);
  }

  /// A new mailbox of folders, empty.
  public FolderMailbox folders() {
    var address = "box%d@folders.example".formatted(MAILBOXES.incrementAndGet());
    var mailbox = new FolderMailbox(this, address);
    folders.add(mailbox);
    return mailbox;
  }

  /// How mailboxes of folders are let in.
  public FolderConsent folderConsent() {
    return folders.consent();
  }

  /// A new mailbox at Google, empty.
  public Gmail gmail() {
    return new Gmail(this, "box%d@acme.example".formatted(MAILBOXES.incrementAndGet()));
  }

  /// A new mailbox at Microsoft, empty.
  public Outlook outlook() {
    return new Outlook(this, "box%d@outlook.example".formatted(MAILBOXES.incrementAndGet()));
  }
}
