package dev.didact.engine.internal.loop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.engine.Cassette;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunHandle;
import dev.didact.engine.internal.exchange.CassetteReader;
import dev.didact.engine.internal.workspace.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs whose exchanges with an endpoint are recorded and replayed. The endpoint never answers two requests alike, and
/// most of the requests are the same.
@Timeout(60)
class CassetteTest {
    private static final String KEY = "canary-of-CassetteTest";

    @TempDir
    private Path temporary;

    private final LoopbackEndpoint endpoint = new LoopbackEndpoint();

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private Path file() {
        return temporary.resolve("calls.jsonl");
    }

    private Bed bed(String name, int threads, Map<String, String> environment) {
        return new Bed(temporary.resolve(name), new Sums(), threads, Bed.HASH, environment);
    }

    private Bed live(String name) {
        return bed(name, 2, Map.of("FAR_KEY", KEY));
    }

    private RunHandle start(Bed bed, Cassette.Use use, String... settings) throws InterruptedException {
        return bed.workspace.run(
                bed.text(endpoint.recipe(), settings), Optional.of(new Cassette(use, file())), _ -> {});
    }

    private List<String> recorded(String... settings) throws InterruptedException {
        try (Bed bed = live("recorded")) {
            assertThat(start(bed, Cassette.Use.RECORD, settings).await().status())
                    .isEqualTo(RunEvent.Status.COMPLETED);
            return bed.outcome(1);
        }
    }

    private List<JsonNode> lines() throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(file())) {
            lines.add(JsonMapper.shared().readTree(line));
        }
        return lines;
    }

    /// A cassette answers at the first try.
    private static List<String> exceptTries(List<String> outcome) {
        return outcome.stream()
                .map(line -> line.replaceAll("\"tries\":[0-9]+", "\"tries\":1"))
                .toList();
    }

    private static String refusal(Bed bed, RunHandle run) throws InterruptedException {
        ProblemException refused = bed.refused(run);
        assertThat(refused.problems().getFirst().category()).isEqualTo(Problem.Category.ENVIRONMENT);
        return String.valueOf(refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "16, 1", "16, 64"})
    void aReplayGivesTheSameRecordsWithoutEndpointAndKeyWhateverTheNumberOfThreads(int threads, int inFlight)
            throws InterruptedException {
        List<String> recorded = recorded("flow.in-flight=8");
        int asked = endpoint.requests.get();
        endpoint.close();

        try (Bed bed = bed("replayed", threads, Map.of())) {
            start(bed, Cassette.Use.REPLAY, "flow.in-flight=" + inFlight).await();

            assertThat(bed.outcome(1)).isEqualTo(recorded);
            assertThat(bed.workspace.replay(1).difference()).isEmpty();
        }
        assertThat(asked).isGreaterThan(15);
        assertThat(recorded).anyMatch(sample -> sample.contains("wrong"));
    }

    @Test
    void aCallThatWasTriedAgainIsRecordedWithAllItsTriesAndReplayedWithoutWaiting()
            throws InterruptedException, IOException {
        endpoint.behaviour = (exchange, request, _) -> {
            if (request % 4 == 1) {
                exchange.getResponseHeaders().add("Retry-After", "9");
                LoopbackEndpoint.respond(exchange, 429, "slower");
            } else {
                LoopbackEndpoint.number(exchange, request);
            }
        };
        List<String> recorded = recorded("flow.in-flight=2");
        endpoint.close();

        assertThat(lines().stream().filter(line -> line.path("exchanges").size() == 2))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.at("/exchanges/0/status").intValue()).isEqualTo(429);
                    assertThat(line.at("/exchanges/0/headers/retry-after").stringValue())
                            .isEqualTo("9");
                    assertThat(line.at("/exchanges/1/status").intValue()).isEqualTo(200);
                    assertThat(line.at("/exchanges/0/request")).isEqualTo(line.at("/exchanges/1/request"));
                });
        try (Bed bed = bed("replayed", 16, Map.of())) {
            start(bed, Cassette.Use.REPLAY).await();
            assertThat(exceptTries(bed.outcome(1))).isEqualTo(exceptTries(recorded));
            assertThat(bed.pauses).isEmpty();
        }
    }

    @Test
    void answersThatAreLargeOrNoTextComeBackAsTheyWere() throws InterruptedException {
        endpoint.behaviour = (exchange, request, _) -> {
            byte[] bytes = ("\u00e9" + request + "x".repeat(request % 2 * 70_000)).getBytes(ISO_8859_1);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
        List<String> recorded = recorded();
        endpoint.close();

        try (Bed bed = bed("replayed", 2, Map.of())) {
            start(bed, Cassette.Use.REPLAY).await();
            assertThat(bed.outcome(1)).isEqualTo(recorded);
        }
    }

    @Test
    void aCallThatWasGivenUpIsGivenUpInTheReplayToo() throws InterruptedException {
        Map<String, String> asked = new ConcurrentHashMap<>();
        endpoint.behaviour = (exchange, request, body) -> {
            if (asked.computeIfAbsent("first", _ -> body).equals(body)) {
                LoopbackEndpoint.respond(exchange, 429, "slower");
            } else {
                LoopbackEndpoint.number(exchange, request);
            }
        };
        String[] oneEach = {"sources.0.with.same=false", "generate.0.per-item=1", "generate.0.tries=1"};
        List<String> recorded = recorded(oneEach);
        endpoint.close();

        try (Bed bed = bed("replayed", 16, Map.of())) {
            start(bed, Cassette.Use.REPLAY, oneEach).await();
            assertThat(exceptTries(bed.outcome(1))).isEqualTo(exceptTries(recorded));
            assertThat(bed.round(1, 1).failed()).isEqualTo(1);
        }
    }

    @Test
    void aRequestThatTheCassetteDoesNotHoldIsNamedAndNothingIsSent() throws InterruptedException {
        recorded();
        int asked = endpoint.requests.get();

        try (Bed bed = bed("replayed", 2, Map.of())) {
            String refusal = refusal(bed, start(bed, Cassette.Use.REPLAY, "random-seed=8"));

            assertThat(refusal)
                    .contains("model 'far' cannot be used")
                    .contains(file().toString())
                    .containsPattern("the request [0-9a-f]{12} of 'answer' to model 'far'")
                    .contains("Nothing was sent")
                    .contains("record it again with --record");
            assertThatThrownBy(() -> bed.resume(1)).hasMessageContaining("Nothing was sent");
        }
        assertThat(endpoint.requests).hasValue(asked);
    }

    @Test
    void aModelThatHearsNothingOfWhatItsCassetteLacksDoesNotTurnItIntoAnAnswer() throws InterruptedException {
        recorded();

        try (Bed bed = bed("replayed", 2, Map.of())) {
            RunHandle run = start(bed, Cassette.Use.REPLAY, "random-seed=8", "models.far.with.deaf=true");
            assertThat(refusal(bed, run)).contains("Nothing was sent");
        }
    }

    @Test
    void noSecretAndNoCookieIsInTheCassetteOrTheJournal() throws InterruptedException, IOException {
        endpoint.behaviour = (exchange, request, _) -> LoopbackEndpoint.respond(
                exchange,
                200,
                "you said " + exchange.getRequestHeaders().getFirst("Authorization") + " " + exchange.getRequestURI());
        recorded();
        endpoint.close();

        assertThat(Files.readString(file()))
                .contains("you said Bearer *** /sum?key=***")
                .doesNotContain(KEY)
                .doesNotContain("session=");
        try (Bed bed = live("recorded")) {
            assertThat(bed.data(1, Kinds.CALL).toString())
                    .contains("you said Bearer ***", "x-request-id")
                    .doesNotContain(KEY)
                    .doesNotContain("session=");
        }
        try (Bed bed = bed("replayed", 2, Map.of())) {
            assertThat(start(bed, Cassette.Use.REPLAY).await().status()).isEqualTo(RunEvent.Status.COMPLETED);
        }
    }

    @Test
    void aRunThatWasStoppedLeavesTheCassetteOfTheWholeRunWhenItHasGoneOn() throws InterruptedException {
        var reached = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        endpoint.behaviour = (exchange, request, _) -> {
            if (request > 6) {
                reached.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            LoopbackEndpoint.number(exchange, request);
        };
        List<String> outcome;
        try (Bed bed = live("recorded")) {
            RunHandle run = start(bed, Cassette.Use.RECORD, "flow.in-flight=2");
            reached.await();
            run.stop();
            assertThat(run.await().status()).isEqualTo(RunEvent.Status.STOPPED);
            assertThat(file()).doesNotExist();
            endpoint.behaviour = LoopbackEndpoint.NUMBER;
            bed.resume(1);
            outcome = bed.outcome(1);
        } finally {
            never.countDown();
        }
        endpoint.close();

        try (Bed bed = bed("replayed", 2, Map.of())) {
            start(bed, Cassette.Use.REPLAY).await();
            assertThat(bed.outcome(1)).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aModelInAProcessOfItsOwnIsRefusedBecauseNoCassetteHoldsWhatItSays(Cassette.Use use) throws IOException {
        if (use == Cassette.Use.REPLAY) {
            Files.writeString(file(), "{\"didact\":\"cassette/1\"}\n");
        }

        try (Bed bed = live("refused")) {
            assertThatThrownBy(() -> start(bed, use, "models.far.isolation=process"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problems().getFirst().code())
                                    .isEqualTo("E211"))
                    .hasMessageContaining("model 'far' is asked in a process of its own")
                    .hasMessageContaining("isolation: process");
            assertThat(bed.workspace.runs()).isEmpty();
        }
    }

    @Test
    void aFileThatExistsIsNotRecordedOver() throws InterruptedException, IOException {
        Files.writeString(file(), "mine");

        try (Bed bed = live("recorded")) {
            assertThatThrownBy(() -> start(bed, Cassette.Use.RECORD))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("overwrites nothing");
            assertThat(bed.workspace.runs()).isEmpty();
        }
        assertThat(file()).hasContent("mine");
        assertThat(endpoint.requests).hasValue(0);
    }

    @Test
    void aReplayNeedsItsFile() {
        try (Bed bed = live("replayed")) {
            assertThatThrownBy(() -> start(bed, Cassette.Use.REPLAY))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("there is no such file")
                    .hasMessageContaining("--record");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"far\",\"step\":\"answer\",\"exchanges\":[{\"request\":\"HASH\",\"status\":200,\"headers\":{},\"content\":{\"text\":\"2\"}}],\"more\":1}",
                "{\"model\":\"far\",\"step\":\"answer\",\"exchanges\":[{\"request\":\"HASH\",\"status\":\"200\",\"headers\":{},\"content\":{\"text\":\"2\"}}]}",
                "{\"model\":\"far\",\"step\":\"answer\",\"exchanges\":[{\"request\":\"HASH\",\"status\":20,\"headers\":{},\"content\":{\"text\":\"2\"}}]}",
                "{\"model\":\"far\",\"step\":\"answer\",\"exchanges\":[{\"request\":\"HASH\",\"status\":200,\"headers\":{},\"content\":{}}]}",
                "{\"model\":\"far\",\"step\":\"answer\",\"exchanges\":[{\"request\":\"HASH\",\"status\":200,\"headers\":{},\"content\":{\"base64\":\"?\"}}]}",
                "{\"model\":\"far\",\"step\":\"answer\",\"exchanges\":[{\"request\":\"HASH\",\"status\":200,\"headers\":{},\"content\":{\"blob\":\"HASH\"}}]}",
                "{\"model\":\"far\",\"step\":\"answer\",\"exchanges\":[{\"request\":\"short\",\"status\":200,\"headers\":{},\"content\":{\"text\":\"2\"}}]}",
                "{\"model\":\"far\",\"step\":\"answer\",\"exchanges\":[{\"status\":200,\"headers\":{},\"content\":{\"text\":\"2\"}}]}",
                "{\"model\":\"far\",\"model\":\"far\",\"step\":\"answer\",\"exchanges\":[]}",
                "{\"model\":\"far\",\"exchanges\":[]}",
                "{\"model\":\"far\",\"step\":\"answer\",\"exchanges\":[]} {}",
                "null",
                "",
                "not json"
            })
    void aLineThatIsNoCallIsRefusedWithItsPlaceBeforeAnythingIsRun(String line) throws IOException {
        String whole =
                "{\"model\":\"far\",\"step\":\"answer\",\"exchanges\":[{\"request\":\"HASH\",\"passing\":true,\"failure\":\"reset\"}]}";
        Files.writeString(
                file(),
                ("{\"didact\":\"cassette/1\"}\n" + whole + "\n" + line + "\n" + whole + "\n")
                        .replace("HASH", Bed.HASH));

        try (Bed bed = live("replayed")) {
            assertThatThrownBy(() -> start(bed, Cassette.Use.REPLAY))
                    .isInstanceOfSatisfying(ProblemException.class, refused -> {
                        Problem problem = refused.problems().getFirst();
                        assertThat(problem.code()).isEqualTo("E211");
                        assertThat(problem.category()).isEqualTo(Problem.Category.USAGE);
                        assertThat(problem.place().orElseThrow().line()).isEqualTo(3);
                        assertThat(problem.message()).contains("Record it again");
                    });
            assertThat(bed.workspace.runs()).isEmpty();
        }
    }

    @Test
    void theCassetteOfThePageIsOne() throws IOException {
        Matcher example = Pattern.compile("```jsonl\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "cassette.md")));
        assertThat(example.find()).isTrue();
        Files.writeString(
                file(),
                Pattern.compile("\"([0-9a-f]{4})…\"")
                        .matcher(example.group(1))
                        .replaceAll(hash -> "\"" + hash.group(1).repeat(16) + "\""));

        assertThatCode(() -> CassetteReader.open(file())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{\"didact\":\"cassette/1\"}", "{\"didact\":\"cassette/2\"}\n", "{\"didact\":\"recipe/1\"}\n"
            })
    void aFileThatIsNoWholeCassetteIsRefused(String text) throws IOException {
        Files.writeString(file(), text);

        try (Bed bed = live("replayed")) {
            assertThatThrownBy(() -> start(bed, Cassette.Use.REPLAY))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("this is no cassette that can be replayed");
        }
    }
}
