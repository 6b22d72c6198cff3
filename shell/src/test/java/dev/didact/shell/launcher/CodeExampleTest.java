package dev.didact.shell.launcher;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The example `code` against an endpoint on loopback. The model there solves a problem by chance, the likelier the
/// more different problems are in what it was trained on: it gets better only if right answers come through to the
/// trainer.
@Tag("distribution")
@EnabledOnOs(OS.LINUX)
@Timeout(600)
final class CodeExampleTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern FUNCTION = Pattern.compile("function ([a-z_]+)\\(");

    /// How likely a right answer is before anything was learned.
    private static final double FIRST = 0.25;

    /// How much likelier a right answer is by each problem that was learned.
    private static final double BY_PROBLEM = 0.05;

    private static final double HALF = 0.5;

    @TempDir
    Path folder;

    private Map<String, String> solutions = Map.of();

    @BeforeEach
    void readSolutions() throws IOException {
        try (var in = CodeExampleTest.class.getResourceAsStream("code-solutions.json")) {
            solutions = JSON.readTree(in)
                    .propertyStream()
                    .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().asString()));
        }
    }

    @Test
    void fiveRoundsOfRightAnswersAloneTeachTheModelProblemsThatItHasNotSeen() throws Exception {
        try (var endpoint = new ChatEndpoint(this::answer)) {
            var distribution = new Distribution(folder);
            String run = "run examples/code/recipe.yaml --set params.endpoint=" + endpoint.url()
                    + " --set params.trainer=" + trainer();
            List<JsonNode> events = events(distribution.print("./didact " + run + " -o jsonl 2>/dev/null"));
            List<JsonNode> rounds = events.stream()
                    .filter(event -> event.path("type").asString().equals("round.finished"))
                    .toList();
            assertThat(rounds).hasSize(6);
            for (JsonNode round : rounds.subList(1, 6)) {
                assertThat(round.path("generated").asInt()).isEqualTo(12 * 16);
                assertThat(round.path("accepted").asInt()).isBetween(1, 12 * 4);
                assertThat(round.path("ungraded").asInt()).isZero();
            }
            JsonNode finished = events.getLast();
            assertThat(finished.path("status").asString()).isEqualTo("completed");
            assertThat(finished.path("reason").asString()).isEqualTo("rounds");
            assertThat(finished.path("heldOut").path("first").asDouble()).isZero();
            assertThat(finished.path("heldOut").path("last").asDouble()).isEqualTo(1);
            assertThat(distribution.print("./didact watch 1"))
                    .containsPattern("solution {2}in 12 {2}made 192 {2}out 192")
                    .containsPattern("tested {4}in 192 {2}out [1-9][0-9]? {2}dropped by passes [0-9]+, tested [0-9]+");
            assertThat(endpoint.asked).allMatch(asked -> FUNCTION.matcher(asked).find());
            assertTrainedOnRightAnswersAlone();
        }
    }

    /// All answers that came through to the trainer are solutions, and none of a problem that is measured.
    private void assertTrainedOnRightAnswersAlone() throws IOException {
        try (Stream<Path> lessons = Files.list(served())) {
            List<JsonNode> learned =
                    lessons.flatMap(lesson -> lines(lesson).stream()).toList();
            assertThat(learned).isNotEmpty();
            assertThat(learned)
                    .allSatisfy(example -> assertThat(example.path("completion").asString())
                            .contains(solutions.get(
                                    function(example.path("prompt").asString()))));
            Set<String> measured = new HashSet<>();
            lines(folder.resolve("examples/code/held.jsonl"))
                    .forEach(problem -> measured.add(problem.path("id").asString()));
            assertThat(learned)
                    .noneMatch(example ->
                            measured.contains(function(example.path("prompt").asString())));
        }
    }

    /// What a model of so much learning says: the likeliest answer where it is asked for that, else one by chance. What
    /// is wrong is so in several ways.
    private String answer(String asked) {
        JsonNode request = JSON.readTree(asked);
        String function =
                function(request.path("messages").path(0).path("content").asString());
        double able = FIRST + BY_PROBLEM * learned(request.path("model").asString());
        var chance =
                new SplittableRandom(Objects.hash(function, request.path("seed").asLong()));
        boolean likeliest = request.path("temperature").asDouble(1) == 0;
        if (able > (likeliest ? HALF : chance.nextDouble())) {
            return "Here it is.\n```python\n" + solutions.get(function) + "\n```\n";
        }
        return switch (chance.nextInt(4)) {
            case 0 -> "I do not know.";
            case 1 -> "```python\ndef " + function + "(*given:\n    return given\n```";
            case 2 -> "```python\nimport os\nos._exit(0)\n```";
            default -> "```python\ndef " + function + "(*given):\n    return given\n```";
        };
    }

    /// How many different problems a model was trained on.
    private long learned(String model) {
        Path lesson = served().resolve(model + ".jsonl");
        return Files.exists(lesson)
                ? lines(lesson).stream()
                        .map(example -> function(example.path("prompt").asString()))
                        .distinct()
                        .count()
                : 0;
    }

    private static String function(String prompt) {
        Matcher named = FUNCTION.matcher(prompt);
        assertThat(named.find()).as(prompt).isTrue();
        return named.group(1);
    }

    /// A program that "trains": what the new model is trained on lies where the endpoint looks.
    private Path trainer() throws IOException {
        Files.createDirectories(served());
        Path trainer = folder.resolve("trainer.sh");
        Files.writeString(trainer, "#!/bin/sh\ncp \"$1/sft.jsonl\" '" + served() + "'/\"$3.jsonl\"\n");
        Files.setPosixFilePermissions(trainer, PosixFilePermissions.fromString("rwx------"));
        return trainer;
    }

    private Path served() {
        return folder.resolve("served");
    }

    private static List<JsonNode> events(String printed) {
        return printed.lines().map(JSON::readTree).toList();
    }

    private static List<JsonNode> lines(Path file) {
        try {
            return events(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
