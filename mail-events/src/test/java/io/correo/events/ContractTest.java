package io.correo.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.correo.events.stream.EmailEventType;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Records, schemas, samples and the AsyncAPI document say the same.
class ContractTest {
  private static final JsonMapper PRETTY =
      Json.mapper().rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

  static Stream<Arguments> everySample() {
    var open =
        Samples.open().entrySet().stream()
            .map(sample -> arguments(sample.getKey().wireName(), sample.getValue()));
    var internal =
        Samples.internal().entrySet().stream()
            .map(sample -> arguments(sample.getKey(), sample.getValue()));
    return Stream.concat(open, internal);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everySample")
  void writesWhatItsFrozenSampleShows(String name, Object record) throws IOException {
    FrozenFiles.assertSame("samples/" + name + ".json", PRETTY.writeValueAsString(record) + "\n");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everySample")
  void readsItsFrozenSample(String name, Object record) throws IOException {
    var type = wireType(record);

    assertThat(Json.mapper().readValue(FrozenFiles.read("samples/" + name + ".json"), type))
        .isEqualTo(record);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everySample")
  void readsWhatANewerProducerAddedToIt(String name, Object record) throws IOException {
    var sample = (ObjectNode) Json.mapper().readTree(FrozenFiles.read("samples/" + name + ".json"));
    sample.put("addedLater", 1);

    assertThat(Json.mapper().treeToValue(sample, wireType(record))).isEqualTo(record);
  }

  @ParameterizedTest
  @EnumSource(EmailEventType.class)
  void describesEveryPublicEventByASchemaThatItsSampleObeys(EmailEventType type)
      throws IOException {
    var file = "schemas/" + type.wireName() + ".json";
    FrozenFiles.assertSame(file, PRETTY.writeValueAsString(schema(type)) + "\n");

    var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    var sample = FrozenFiles.read("samples/" + type.wireName() + ".json");
    var errors =
        registry
            .getSchema(FrozenFiles.read(file))
            .validate(sample, com.networknt.schema.InputFormat.JSON);

    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(EmailEventType.class)
  void keepsPublicEventsSmall(EmailEventType type) {
    assertThat(Json.bytes(Samples.open().get(type)).length).isLessThan(4 * 1024);
  }

  @Test
  void skipsAFactOfAnUnknownType() {
    var newer =
        """
        {"type":"mail.message-painted.v1","tenant":"acme","mailbox":"mb_1","revision":7,"x":{}}
        """;

    var fact = Json.mapper().readValue(newer.getBytes(StandardCharsets.UTF_8), MailFact.class);

    assertThat(fact).isInstanceOf(MailFact.Unrecognised.class);
    assertThat(fact.mailbox()).isEqualTo(new MailboxId("mb_1"));
  }

  @Test
  void readsASendOfBeforeSendsHadRecords() throws IOException {
    var sample =
        (ObjectNode) Json.mapper().readTree(FrozenFiles.read("samples/mail.outgoing.json"));
    sample.remove(java.util.List.of("records", "clientRef"));

    var send = Json.mapper().treeToValue(sample, OutgoingMail.class);

    assertThat(send.records()).isEmpty();
    assertThat(send.clientRef()).isNull();
  }

  @Test
  void readsALifecycleItDoesNotKnowAsAnyNotice() throws IOException {
    var sample =
        (ObjectNode)
            Json.mapper().readTree(FrozenFiles.read("samples/mail.notification.of-a-watch.json"));
    sample.put("lifecycle", "painted");

    assertThat(Json.mapper().treeToValue(sample, Notice.class).lifecycle()).isNull();
  }

  @Test
  void readsALinkOfBeforeReasonsHadCodes() throws IOException {
    var sample = (ObjectNode) Json.mapper().readTree(FrozenFiles.read("samples/mail.link.json"));
    ((ObjectNode) sample.get("records").get(0)).remove("why");

    var link = Json.mapper().treeToValue(sample, LinkDecision.class);

    assertThat(link.records().getFirst().why()).isNull();
    assertThat(link.records().getFirst().reason()).isNotEmpty();
  }

  @Test
  void describesEveryTypeAndTopicInTheAsyncApiDocument() throws IOException {
    var document = new YAMLMapper().readTree(FrozenFiles.read("asyncapi.yaml"));

    assertThat(document.path("asyncapi").asString()).startsWith("3.");
    assertThat(addresses(document)).contains(Topics.EMAIL_EVENTS, Topics.EMAIL_EVENTS_HISTORY);
    for (var type : EmailEventType.values()) {
      var payload =
          document
              .path("components")
              .path("messages")
              .path(type.name())
              .path("payload")
              .path("schema")
              .path("$ref")
              .asString();
      assertThat(payload).isEqualTo("schemas/" + type.wireName() + ".json");
    }
  }

  private static java.util.List<String> addresses(JsonNode document) {
    return document.path("channels").valueStream().map(c -> c.path("address").asString()).toList();
  }

  private static ObjectNode schema(EmailEventType type) {
    var config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.INLINE_ALL_SCHEMAS, Option.ADDITIONAL_FIXED_TYPES);
    config.forFields().withRequiredCheck(field -> !isNullable(field.getRawMember()));
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider((declared, context) -> wireForm(declared, context));
    var schema = new SchemaGenerator(config.build()).generateSchema(type.data());
    schema.put("$id", type.schema());
    schema.put("title", type.wireName());
    return schema;
  }

  private static boolean isNullable(Field field) {
    return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /// Ids and enums are plain text on the wire; enums are open.
  private static @Nullable CustomDefinition wireForm(
      ResolvedType declared, SchemaGenerationContext context) {
    var type = declared.getErasedType();
    if (!type.isEnum() && !isPlainValue(type)) return null;
    var text = context.getGeneratorConfig().createObjectNode().put("type", "string");
    if (type.isEnum()) {
      var known = text.putArray("examples");
      for (var constant : type.getEnumConstants()) {
        known.add(Json.mapper().convertValue(constant, String.class));
      }
    }
    return new CustomDefinition(text);
  }

  private static boolean isPlainValue(Class<?> type) {
    return type.isRecord()
        && type.getRecordComponents().length == 1
        && type.getRecordComponents()[0].getType() == String.class
        && type.getRecordComponents()[0].getName().equals("value");
  }

  private static Class<?> wireType(Object record) {
    return switch (record) {
      case MailFact _ -> MailFact.class;
      case ViewChange _ -> ViewChange.class;
      default -> record.getClass();
    };
  }
}
