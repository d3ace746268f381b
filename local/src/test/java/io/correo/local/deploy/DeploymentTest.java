package io.correo.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.correo.local.engine.Topics;
import io.correo.local.launch.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// What the deployment files name exists in the code, and what the code needs stands in them.
class DeploymentTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DOCKERFILE = ROOT.resolve("deploy/docker/Dockerfile");
  private static final Map<String, Object> COMPOSE = compose();
  private static final String SETTINGS = ServiceSettings.text();

  @Test
  void everyServiceHasAnImageOfItsOwn() {
    var targets = new TreeSet<String>();
    built()
        .forEach((_, service) -> targets.add(map(service.get("build")).get("target").toString()));

    assertThat(targets).isEqualTo(new TreeSet<>(modules().keySet()));
    assertThat(stages()).containsKeys(targets.toArray(String[]::new));
    built()
        .forEach(
            (name, service) ->
                assertThat(ROOT.resolve(map(service.get("build")).get("dockerfile").toString()))
                    .as(name)
                    .isRegularFile());
  }

  @Test
  void everyImageHoldsTheJarAndTheMainClassOfItsModule() {
    modules()
        .forEach(
            (module, part) -> {
              var stage = stages().get(module);
              assertThat(stage)
                  .contains("/src/%s/target/%1$s-0.1.0-SNAPSHOT.jar".formatted(module))
                  .contains("\"" + part.mainClass() + "\"");
              assertThat(ROOT.resolve(module).resolve("pom.xml")).isRegularFile();
              assertThat(
                      ROOT.resolve(module)
                          .resolve("src/main/java")
                          .resolve(part.mainClass().replace('.', '/') + ".java"))
                  .isRegularFile();
            });
    var version = Pattern.compile("<artifactId>correo</artifactId>\\s*<version>([^<]+)<");
    assertThat(
            version.matcher(read(ROOT.resolve("pom.xml"))).results().map(found -> found.group(1)))
        .containsExactly("0.1.0-SNAPSHOT");
  }

  /// Its tests are compiled with it, so what only these need must be built too.
  @Test
  void noModuleLeftOutOfABuildIsNeededByOneThatIsNot() {
    var modules = named("<module>([^<]+)</module>", ROOT.resolve("pom.xml"));
    for (var build : List.of(DOCKERFILE, ROOT.resolve("run"))) {
      var out = named("'?!([a-z0-9-]+)[',]", build);
      assertThat(out).as("left out by %s", build).isNotEmpty().isSubsetOf(modules);
      for (var module : modules) {
        if (out.contains(module)) continue;
        assertThat(
                named("<artifactId>([^<]+)</artifactId>", ROOT.resolve(module).resolve("pom.xml")))
            .as("what %s needs of what %s leaves out", module, build)
            .doesNotContainAnyElementsOf(out);
      }
    }
  }

  @Test
  void everyImageListensWhereItsServiceDoes() {
    modules()
        .forEach(
            (module, part) -> {
              var usual = Pattern.compile(Pattern.quote("${" + part.portVariable()) + ":(\\d+)}");
              var port = usual.matcher(SETTINGS);
              assertThat(port.find()).as(part.portVariable() + " in the settings").isTrue();
              assertThat(stages().get(module))
                  .contains("EXPOSE " + port.group(1))
                  .contains("\"healthy\", \"" + port.group(1) + "\"");
            });
  }

  @Test
  void everyVariableIsASettingOfSomeService() {
    built()
        .forEach(
            (name, service) ->
                map(service.get("environment"))
                    .keySet()
                    .forEach(
                        variable ->
                            assertThat(isSetting(variable))
                                .as("%s of %s is a setting", variable, name)
                                .isTrue()));
  }

  @Test
  void everySettingThatPointsAtThisMachineIsSaidInCompose() {
    var said = new TreeSet<String>();
    built().values().forEach(service -> said.addAll(map(service.get("environment")).keySet()));

    assertThat(said).containsAll(ServiceSettings.pointingHere());
  }

  @Test
  void everyAddressLeadsToAServiceAndThePortItListensOn() {
    var address = Pattern.compile("(?:://|^)([a-z-]+):(\\d+)");
    built()
        .forEach(
            (name, service) ->
                map(service.get("environment"))
                    .forEach(
                        (variable, value) ->
                            address
                                .matcher(value.toString())
                                .results()
                                .filter(found -> !found.group(1).equals("localhost"))
                                .forEach(
                                    found ->
                                        assertThat(port(found.group(1)))
                                            .as("%s of %s", variable, name)
                                            .isEqualTo(found.group(2)))));
  }

  @Test
  void theTopicsCreatedAreThoseOfTheCode() {
    var topics = read(ROOT.resolve("deploy/topics"));
    var compacted = loop(topics, "cleanup.policy=compact");

    assertThat(compacted).containsExactlyInAnyOrderElementsOf(Topics.COMPACTED);
    assertThat(
            Pattern.compile("for topic in ([^;]+);")
                .matcher(topics)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(" "))))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Topics.COMPACTED.stream(), Topics.FORGETTING.stream()).toList());
    assertThat(topics).contains("\"${created[@]/%/.dlq}\"");
  }

  @Test
  void theRunbookNamesOnlySettingsThatExist() {
    var names =
        Pattern.compile("`((?:CORREO|GOOGLE|MICROSOFT|GRAPH|MONGODB|KAFKA|OPENSEARCH)_[A-Z_]+)`");

    assertThat(names.matcher(read(ROOT.resolve("deploy/README.md"))).results().map(f -> f.group(1)))
        .isNotEmpty()
        .allMatch(DeploymentTest::isSetting);
  }

  private static boolean isSetting(String variable) {
    return SETTINGS.contains("${" + variable + ":");
  }

  private static List<String> loop(String script, String setting) {
    var loop = Pattern.compile("for topic in ([^;]+); do\\s+create \"\\$topic\" " + setting);
    var found = loop.matcher(script);
    assertThat(found.find()).isTrue();
    return List.of(found.group(1).split(" "));
  }

  private static String port(String service) {
    var definition = map(map(COMPOSE.get("services")).get(service));
    if (!definition.containsKey("build")) {
      return switch (service) {
        case "mongo" -> "27017";
        case "kafka" -> "9092";
        case "opensearch" -> "9200";
        default -> "no such service";
      };
    }
    var stage = stages().get(map(definition.get("build")).get("target").toString());
    var expose = Pattern.compile("EXPOSE (\\d+)").matcher(stage);
    return expose.find() ? expose.group(1) : "";
  }

  /// The compose services that are ours.
  private static Map<String, Map<String, Object>> built() {
    var built = new LinkedHashMap<String, Map<String, Object>>();
    map(COMPOSE.get("services"))
        .forEach(
            (name, service) -> {
              if (map(service).containsKey("build")) built.put(name, map(service));
            });
    return built;
  }

  private static Map<String, String> stages() {
    var stages = new LinkedHashMap<String, String>();
    for (var stage : read(DOCKERFILE).split("(?m)^FROM ")) {
      var name = Pattern.compile("\\A\\S+ AS (\\S+)").matcher(stage);
      if (name.find()) stages.put(name.group(1), stage);
    }
    return stages;
  }

  private static Map<String, Part> modules() {
    return Arrays.stream(Part.values())
        .filter(part -> !part.module().equals("local"))
        .collect(Collectors.toMap(Part::module, part -> part));
  }

  private static Map<String, Object> compose() {
    return map(new Yaml().load(read(ROOT.resolve("docker-compose.yml"))));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  /// The first group of each place in the file.
  private static List<String> named(String pattern, Path file) {
    return Pattern.compile(pattern).matcher(read(file)).results().map(it -> it.group(1)).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
