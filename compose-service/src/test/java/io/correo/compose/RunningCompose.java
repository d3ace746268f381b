package io.correo.compose;

import io.correo.compose.Caller.Answer;
import io.correo.compose.account.Grants;
import io.correo.compose.account.Mailboxes;
import io.correo.compose.draft.DraftFacts;
import io.correo.events.Address;
import io.correo.events.Capabilities;
import io.correo.events.ConnectedMailbox;
import io.correo.events.MailFact;
import io.correo.events.MailFact.MessageUpserted;
import io.correo.events.MailboxId;
import io.correo.events.MessageId;
import io.correo.events.Origin;
import io.correo.events.Revision;
import io.correo.events.TenantId;
import io.correo.events.ThreadId;
import io.correo.events.UserId;
import io.correo.events.Visibility;
import io.correo.local.engine.LocalEngines;
import io.correo.provider.Change;
import io.correo.provider.MailProvider;
import io.correo.provider.MailProviders;
import io.correo.provider.MailSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// compose-service over real engines, in front of the simulated outside world, with Ana's and
/// Bruno's mailboxes connected.
final class RunningCompose implements AutoCloseable {
  static final long MAX_FILES = 300_000;
  private static @Nullable RunningCompose shared;

  final MailboxId ana = MailboxId.random();
  final MailboxId anaSecond = MailboxId.random();
  final MailboxId bruno = MailboxId.random();
  final MailboxId kept = MailboxId.random();
  final KeepingProvider keeping = new KeepingProvider(kept);
  final Outside outside = new Outside();
  private final ConfigurableApplicationContext context;
  private final Caller asAna;
  private final Caller asBruno;

  final String database = "compose_" + UUID.randomUUID().toString().substring(0, 8);

  /// One for all tests that only add to it; ends with the JVM.
  static synchronized RunningCompose shared() {
    if (shared == null) shared = new RunningCompose();
    return shared;
  }

  RunningCompose(String... settings) {
    this(_ -> {}, settings);
  }

  RunningCompose(MongoClientSettingsBuilderCustomizer store, String... settings) {
    var args =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--MONGODB_URI=" + LocalEngines.store(),
                "--KAFKA_BOOTSTRAP_SERVERS=" + LocalEngines.broker(),
                "--CORREO_COMPOSE_DATABASE=" + database,
                "--CORREO_ISSUER_URI=" + outside.url() + "/crm",
                "--CORREO_JWKS_URI=" + outside.url() + "/crm/oauth/jwks",
                "--CORREO_TOKEN_URI=" + outside.url() + "/crm/oauth/token",
                "--CORREO_MAILBOX_URL=" + outside.mailboxUrl(),
                "--CORREO_SYNC_URL=" + outside.mailboxUrl(),
                "--GMAIL_ROOT_URL=" + outside.url() + "/",
                // Faults of one test are none of the next one's.
                "--PROVIDER_OPEN_FOR=1s",
                "--spring.cloud.stream.default.group=compose-" + UUID.randomUUID(),
                "--correo.compose.lease=2s",
                "--correo.compose.settle=300ms",
                "--correo.compose.undo=300ms",
                "--correo.compose.mirror-after=200ms",
                "--correo.compose.tick=200ms",
                "--correo.compose.resolve-within=8s"));
    args.addAll(List.of(settings));
    context =
        new SpringApplicationBuilder(ComposeService.class)
            .web(WebApplicationType.SERVLET)
            .properties("spring.config.name=compose-service")
            .initializers(
                c ->
                    ((GenericApplicationContext) c)
                        .registerBean(
                            "testStore", MongoClientSettingsBuilderCustomizer.class, () -> store),
                c ->
                    ((GenericApplicationContext) c)
                        .registerBean(
                            "testGrants",
                            Grants.class,
                            () -> outside,
                            definition -> definition.setPrimary(true)))
            .initializers(
                c -> c.getBeanFactory().addBeanPostProcessor(new OneProviderMore(keeping)))
            .run(args.toArray(String[]::new));
    var port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    var url = "http://localhost:" + port + "/api/v1";
    outside.keeps(kept);
    account(
        kept,
        KeepingProvider.NAME,
        KeepingProvider.ADDRESS,
        "Ana García",
        "ana",
        keeping.capabilities(),
        List.of());
    connect(ana, "ana@acme.example", "Ana García", "ana", List.of("ventas@acme.example"));
    connect(anaSecond, "ana.garcia@acme.example", "Ana García", "ana", List.of());
    connect(bruno, "bruno@acme.example", "Bruno Díaz", "bruno", List.of());
    asAna = new Caller(url, outside.token("ana"));
    asBruno = new Caller(url, outside.token("bruno"));
  }

  private void connect(
      MailboxId id, String address, String name, String user, List<String> aliases) {
    outside.connect(id, address);
    var limits = new Capabilities.AttachmentLimits(MAX_FILES, Set.of("exe", "bat"));
    var capabilities = new Capabilities(true, true, true, true, limits, 5);
    account(id, "google", address, name, user, capabilities, aliases);
  }

  private void account(
      MailboxId id,
      String provider,
      String address,
      String name,
      String user,
      Capabilities capabilities,
      List<String> aliases) {
    var identities = new ArrayList<>(List.of(new Address(name, address)));
    aliases.forEach(alias -> identities.add(new Address(name, alias)));
    bean(Mailboxes.class)
        .accept(
            new ConnectedMailbox(
                id,
                new TenantId("acme"),
                Revision.of(1, 0),
                provider,
                address,
                address,
                List.of(new ConnectedMailbox.Member(new UserId(user), ConnectedMailbox.Role.OWNER)),
                ConnectedMailbox.State.CONNECTED,
                capabilities,
                identities,
                null,
                Visibility.EVERYTHING,
                "default",
                null,
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(aliases.isEmpty() ? 60 : 0)));
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  /// What sync would tell about a message now.
  MessageUpserted fact(MailboxId mailbox, String ref, long sequence) {
    var lease = outside.lease(mailbox);
    var source = bean(MailProviders.class).get(lease.provider()).source();
    var fetched =
        (Change.Upserted)
            source.fetch(lease.grant(), List.of(new MailSource.Listed(ref, ref, null))).getFirst();
    return new MessageUpserted(
        new TenantId("acme"),
        mailbox,
        Revision.of(1, (int) sequence),
        Origin.LIVE,
        MessageId.of(mailbox, fetched.key()),
        fetched.ref(),
        ThreadId.of(mailbox, fetched.threadRef()),
        fetched.threadRef(),
        fetched.content(),
        fetched.state());
  }

  /// A message as mailbox-service shows it to us.
  ///
  /// @return its id
  String original(MailboxId mailbox, String ref) {
    return original(fact(mailbox, ref, 1));
  }

  String original(MessageUpserted fact) {
    outside.original(
        fact.message().value(),
        Map.of(
            "message", fact.message(),
            "mailbox", fact.mailbox(),
            "ref", fact.ref(),
            "thread", fact.thread(),
            "threadRef", fact.threadRef(),
            "content", fact.content(),
            "state", fact.state()));
    return fact.message().value();
  }

  /// One provider beside those there are.
  private record OneProviderMore(MailProvider more) implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      if (!(bean instanceof MailProviders providers)) return bean;
      var all = new ArrayList<>(List.of(more));
      providers.all().forEach(all::add);
      return new MailProviders(all);
    }
  }

  /// As if sync had published it.
  void happened(MailFact fact) {
    bean(DraftFacts.class).take(fact);
  }

  Answer post(String path, Object body, String... headers) {
    return asAna.call("POST", path, body, headers);
  }

  Answer put(String path, Object body, String... headers) {
    return asAna.call("PUT", path, body, headers);
  }

  Answer patch(String path, Object body) {
    return asAna.call("PATCH", path, body);
  }

  Answer get(String path) {
    return asAna.call("GET", path, null);
  }

  Answer delete(String path) {
    return asAna.call("DELETE", path, null);
  }

  Answer asBruno(String method, String path, Object body, String... headers) {
    return asBruno.call(method, path, body, headers);
  }

  /// A new draft to these recipients.
  String draft(String subject, String... to) {
    return draftIn(ana, subject, to);
  }

  String draftIn(MailboxId mailbox, String subject, String... to) {
    var recipients = java.util.Arrays.stream(to).map(a -> Map.of("address", a)).toList();
    var answer =
        post(
            "/drafts",
            Map.of(
                "mailbox", mailbox, "to", recipients, "subject", subject, "html", "<p>Hola</p>"));
    if (answer.status() != 201) throw new IllegalStateException(answer.toString());
    return answer.text("id");
  }

  Answer send(String draft, String key, Object body) {
    return post("/drafts/" + draft + "/send", body, "Idempotency-Key", key);
  }

  @Override
  public void close() {
    context.close();
    outside.close();
  }
}
