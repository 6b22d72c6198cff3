package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunHandle;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.workspace.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/// What a journal tells of the calls of a run: before they are made, and what came of them.
@Timeout(60)
class JournaledCallsTest {
    @TempDir
    private Path temporary;

    private final LoopbackEndpoint endpoint = new LoopbackEndpoint();

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private Bed bed(String name) {
        return new Bed(temporary.resolve(name), new Sums(), 2, Bed.HASH, Map.of("FAR_KEY", "nothing"));
    }

    private static List<String> keys(Bed bed, String kind) {
        return bed.data(1, kind).stream()
                .map(call -> call.get("key").stringValue())
                .toList();
    }

    @Test
    void nothingIsSentBeforeItIsWrittenDown() throws InterruptedException {
        try (Bed bed = bed("run")) {
            Set<Boolean> written = ConcurrentHashMap.newKeySet();
            endpoint.behaviour = (exchange, request, _) -> {
                written.add(keys(bed, Kinds.CALL_STARTED).size() >= request);
                LoopbackEndpoint.number(exchange, request);
            };

            bed.run(endpoint.recipe());

            assertThat(written).containsExactly(true);
            assertThat(keys(bed, Kinds.CALL_STARTED))
                    .hasSize(endpoint.requests.get())
                    .containsExactlyInAnyOrderElementsOf(keys(bed, Kinds.CALL));
        }
    }

    @Test
    void whatAnEndpointBearsIsNotedInTheWorkspaceOnceItRefusedACall() throws InterruptedException, IOException {
        Path limits = temporary.resolve("run").resolve("limits");
        try (Bed bed = bed("run")) {
            bed.run(endpoint.recipe());
            assertThat(limits).doesNotExist();
            int before = endpoint.requests.get();
            endpoint.behaviour = (exchange, request, _) -> {
                if (request == before + 1) {
                    exchange.getResponseHeaders().add("Retry-After", "0");
                    LoopbackEndpoint.respond(exchange, 429, "too many");
                } else {
                    LoopbackEndpoint.number(exchange, request);
                }
            };
            bed.run(endpoint.recipe(), "flow.reuse=false");
            assertThat(limits).isDirectoryContaining(noted -> true);
        }
    }

    @Test
    void theRawAnswerStandsBesideWhatWasReadFromIt() throws InterruptedException {
        try (Bed bed = bed("run")) {
            bed.run(endpoint.recipe());

            assertThat(bed.data(1, Kinds.CALL)).isNotEmpty().allSatisfy(call -> {
                assertThat(call.get("step").stringValue()).isEqualTo("answer");
                assertThat(call.at("/exchanges/0/status").intValue()).isEqualTo(200);
                assertThat(call.at("/exchanges/0/content/text")).isEqualTo(call.at("/reply/text"));
                assertThat(call.at("/exchanges/0/headers/x-request-id").stringValue())
                        .startsWith("r-");
            });
        }
    }

    /// With 3 samples each of 5 items all are at work at once, and only those beyond the slots wait.
    @ParameterizedTest
    @CsvSource({"4, 4", "3, 3"})
    void aRunThatGoesOnSaysHowManyCallsWereInFlightAndMakesNoOtherTwice(int slots, int inFlight)
            throws InterruptedException {
        var reached = new CountDownLatch(slots);
        var never = new CountDownLatch(1);
        endpoint.behaviour = (exchange, request, _) -> {
            if (request > 5) {
                reached.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            LoopbackEndpoint.number(exchange, request);
        };
        try (Bed bed = bed("run")) {
            RunHandle run = bed.start(endpoint.recipe(), "flow.in-flight=" + slots);
            reached.await();
            run.stop();
            run.await();
            assertThat(keys(bed, Kinds.CALL)).hasSize(5);
            endpoint.behaviour = LoopbackEndpoint.NUMBER;
            int before = endpoint.requests.get();
            bed.events.clear();

            bed.resume(1);

            assertThat(((RunEvent.Started) bed.events.getFirst()).inFlight()).isEqualTo(inFlight);
            assertThat(bed.data(1, Kinds.RESUMED))
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.get("inFlight").intValue()).isEqualTo(inFlight));
            assertThat(endpoint.requests.get() - before)
                    .isEqualTo(keys(bed, Kinds.CALL).size() - 5);
        } finally {
            never.countDown();
        }
    }

    @Test
    void aRunThatWasBrokenOffBetweenCallsHadNoneInFlight() throws InterruptedException, IOException {
        List<Event> events;
        try (Bed bed = bed("run")) {
            bed.run(endpoint.recipe(), "flow.in-flight=1", "sources.0.with.count=3");
            events = bed.journal(1);
        }
        for (int end = 1; end < events.size(); end++) {
            List<Event> left = events.subList(0, end);
            Set<String> open = new HashSet<>();
            for (Event event : left) {
                switch (event.kind()) {
                    case Kinds.CALL_STARTED -> open.add(event.data().get("key").stringValue());
                    case Kinds.CALL -> open.remove(event.data().get("key").stringValue());
                    default -> {}
                }
            }
            Path folder = temporary.resolve("crash" + end);
            Journals.write(temporary.resolve("run"), folder, left);
            try (Bed crashed = bed("crash" + end)) {
                crashed.resume(1);
                assertThat(((RunEvent.Started) crashed.events.getFirst()).inFlight())
                        .as(
                                "after a crash behind event %d (%s)",
                                end, left.getLast().kind())
                        .isEqualTo(open.isEmpty() ? 0 : 1);
            }
        }
    }

    @Test
    void aLargeAnswerIsAFileOfItsOwnThatIsThereBeforeTheEventThatNamesIt() throws InterruptedException, IOException {
        endpoint.behaviour =
                (exchange, request, _) -> LoopbackEndpoint.respond(exchange, 200, "x".repeat(70_000 + request));
        try (Bed bed = bed("run")) {
            bed.run(endpoint.recipe(), "sources.0.with.count=1");

            assertThat(bed.data(1, Kinds.CALL)).isNotEmpty();
            for (ObjectNode call : bed.data(1, Kinds.CALL)) {
                String blob = call.at("/exchanges/0/content/blob").stringValue();
                Path file = bed.folder
                        .resolve("blobs")
                        .resolve(blob.substring(0, 2))
                        .resolve(blob.substring(2));
                assertThat(Hashes.sha256(Files.readAllBytes(file))).isEqualTo(blob);
                assertThat(file).hasContent(call.at("/reply/text").stringValue());
            }
        }
    }

    @Test
    void aLargeAnswerThatCannotBeStoredIsNotSaidToBe() throws InterruptedException {
        try (Bed bed = bed("run")) {
            endpoint.behaviour = (exchange, request, _) -> {
                bed.disk.says = "No space left on device";
                LoopbackEndpoint.respond(exchange, 200, "x".repeat(70_000));
            };

            ProblemException full = bed.refused(bed.start(endpoint.recipe(), "flow.in-flight=1"));

            assertThat(full.problems().getFirst().code()).isEqualTo("E411");
            assertThat(full.problems().getFirst().category()).isEqualTo(Problem.Category.ENVIRONMENT);
            assertThat(bed.data(1, Kinds.CALL)).isEmpty();
            bed.disk.says = "";
            endpoint.behaviour = LoopbackEndpoint.NUMBER;
            assertThat(bed.resume(1).status()).isEqualTo(RunEvent.Status.COMPLETED);
        }
    }

    /// The journal of a run as it was written before raw answers were kept.
    private List<Event> before(List<Event> events) {
        List<Event> before = new ArrayList<>();
        for (Event event : events) {
            ObjectNode data = event.data().deepCopy();
            switch (event.kind()) {
                case Kinds.CALL_STARTED -> {}
                case Kinds.CALL -> {
                    data.remove(List.of("step", "exchanges"));
                    before.add(new Event(event.place(), event.at(), Kinds.ANSWER, data));
                }
                case Kinds.OPENED -> {
                    data.remove("cassette");
                    before.add(new Event(event.place(), event.at(), Kinds.OPENED, data));
                }
                default -> before.add(event);
            }
        }
        return before;
    }

    @Test
    void aJournalWithoutRawAnswersIsReplayedAndGoneOnWith() throws InterruptedException, IOException {
        List<Event> events;
        List<String> outcome;
        try (Bed bed = bed("run")) {
            bed.run(endpoint.recipe());
            events = before(bed.journal(1));
            outcome = bed.outcome(1);
        }
        int asked = endpoint.requests.get();
        Journals.write(temporary.resolve("run"), temporary.resolve("whole"), events);
        int calls = IntStream.range(0, events.size())
                .filter(i -> events.get(i).kind().equals(Kinds.ANSWER))
                .boxed()
                .collect(Collectors.toList())
                .getLast();
        Journals.write(temporary.resolve("run"), temporary.resolve("broken"), events.subList(0, calls + 1));

        try (Bed whole = bed("whole");
                Bed broken = bed("broken")) {
            assertThat(whole.workspace.replay(1).difference()).isEmpty();
            broken.resume(1);
            assertThat(broken.outcome(1)).isEqualTo(outcome);
            assertThat(endpoint.requests).hasValue(asked);
        }
    }
}
