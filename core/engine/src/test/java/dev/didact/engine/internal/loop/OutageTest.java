package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.DidactException;
import dev.didact.api.data.Provenance;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunEvent.Status;
import dev.didact.engine.internal.workspace.Kinds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a run does while a model answers nobody. Each wait of the bed is half a minute that passes at once.
@Timeout(60)
class OutageTest {
    private static final String FAR = """
            didact: recipe/1
            name: far
            random-seed: 7
            models:   { far: { use: remote, with: { skill: 60 } } }
            sources:  [ { id: sums, use: sums, with: { count: 30 } } ]
            generate: [ { use: answer, model: far } ]
            grade:    [ { use: right } ]
            flow:     { in-flight: 2 }
            """;

    private static final String WITH_FALLBACK = """
            didact: recipe/1
            name: far
            random-seed: 7
            models:
              far:  { use: endpoint, with: { base-url: "FAR" }, fallback: near }
              near: { use: endpoint, with: { base-url: "NEAR" } }
            sources:  [ { id: sums, use: sums, with: { count: 600, same: true } } ]
            generate: [ { use: answer, model: far } ]
            grade:    [ { use: right } ]
            flow:     { in-flight: 4 }
            """;

    @TempDir
    private Path temporary;

    private Bed bed;
    private Bed undisturbed;

    @BeforeEach
    void open() {
        bed = new Bed(temporary.resolve("run"));
        undisturbed = new Bed(temporary.resolve("undisturbed"));
    }

    @AfterEach
    void close() {
        bed.close();
        undisturbed.close();
    }

    /// Nobody is reached from one try to another. The first two that fail do so together, when all before are answered:
    /// time passes at once here, and a call that fails alone for long enough is given up.
    private void fails(int from, int to, Runnable meanwhile) {
        var tries = new AtomicInteger();
        var two = new CyclicBarrier(2);
        bed.world.onCall = _ -> {
            int nth = tries.incrementAndGet();
            if (from <= nth && nth <= to) {
                meanwhile.run();
                if (nth < from + 2) {
                    meet(two, from - 1);
                }
                throw new DidactException.Transient("connection refused", Optional.empty());
            }
            return Optional.empty();
        };
    }

    private void meet(CyclicBarrier two, int answered) {
        while (bed.kept(1).size() < answered) {
            Thread.onSpinWait();
        }
        try {
            two.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (RunEvent event : bed.events) {
            if (event instanceof RunEvent.ModelDown down) {
                told.add("down " + down.model() + ": " + down.reason());
            } else if (event instanceof RunEvent.ModelUp up) {
                told.add("up " + up.model());
            }
        }
        return told;
    }

    @Test
    void aModelThatIsAwayForAWhileEndsNothingAndFailsNoSample() throws InterruptedException {
        undisturbed.run(FAR);
        Set<String> status = ConcurrentHashMap.newKeySet();
        fails(10, 50, () -> {
            if (!told().isEmpty()) {
                var run = bed.workspace.runs().getFirst();
                status.add(run.status() + ", " + run.reason());
            }
        });

        bed.run(FAR);

        assertThat(bed.outcome(1)).isEqualTo(undisturbed.outcome(1));
        assertThat(told()).containsExactly("down far: connection refused", "up far");
        assertThat(bed.data(1, Kinds.MODEL_DOWN)).hasSize(1);
        assertThat(bed.data(1, Kinds.MODEL_UP)).hasSize(1);
        assertThat(status).containsExactly("paused, model 'far': connection refused");
        List<RunEvent> watched = new ArrayList<>();
        bed.workspace.watch(1, watched::add);
        assertThat(watched).anyMatch(RunEvent.ModelDown.class::isInstance);
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @Test
    void aModelThatStaysAwayPausesTheRunAndNothingIsLost() throws InterruptedException {
        undisturbed.run(FAR);
        fails(10, Integer.MAX_VALUE, () -> {});

        ProblemException away = bed.refused(bed.start(FAR, "flow.outage=20m"));

        assertThat(away.problems().getFirst().code()).isEqualTo("E401");
        assertThat(away.problems().getFirst().category().exitCode()).isEqualTo(4);
        assertThat(away).hasMessageContaining("connection refused, and has not answered for 2");
        RunEvent.Finished paused = bed.workspace.view(1).finished().orElseThrow();
        assertThat(paused.status()).isEqualTo(Status.PAUSED);
        assertThat(paused.advice()).contains("`resume 1` goes on");
        assertThat(bed.data(1, Kinds.CALL))
                .noneMatch(call -> call.at("/reply/reply").asString("").equals("failed"));
        bed.world.onCall = _ -> Optional.empty();
        Set<Long> kept = bed.kept(1);
        bed.world.asked.clear();
        bed.resume(1);
        assertThat(bed.asked()).doesNotContainAnyElementsOf(kept);
        assertThat(bed.outcome(1)).isEqualTo(undisturbed.outcome(1));
    }

    @Test
    void theSamplesOfAFallbackNameItAndTheRunIsDerivedAgain() throws InterruptedException {
        try (var first = new LoopbackEndpoint();
                var second = new LoopbackEndpoint()) {
            first.behaviour = (exchange, request, _) -> {
                boolean away = 10 <= request && request <= 85;
                LoopbackEndpoint.respond(exchange, away ? 429 : 200, away ? "away" : Sums.sum("1+1"));
            };
            second.behaviour = (exchange, _, _) -> {
                bed.pass(Duration.ofSeconds(5));
                LoopbackEndpoint.respond(exchange, 200, Sums.sum("1+1"));
            };

            bed.run(WITH_FALLBACK.replace("FAR", first.url()).replace("NEAR", second.url()));

            List<String> writers = bed.samples(1).stream()
                    .flatMap(sample -> sample.provenance().models().stream())
                    .map(Provenance.WrittenBy::name)
                    .toList();
            long kept = bed.data(1, Kinds.CALL).stream()
                    .filter(call -> call.get("model").stringValue().equals("near"))
                    .count();
            assertThat(writers).hasSize(600);
            assertThat(Set.copyOf(writers)).containsExactlyInAnyOrder("far", "near");
            assertThat(writers.stream().filter("near"::equals).count()).isEqualTo(kept);
            assertThat(writers.getLast()).isEqualTo("far");
            assertThat(told()).containsExactly("down far: too many: away", "up far");
            assertThat(bed.workspace.replay(1).difference()).isEmpty();
        }
    }

    @Test
    void aKeyThatIsRefusedIsNotTriedByEveryCall() throws InterruptedException {
        bed.world.onCall = _ -> {
            throw new DidactException.Unavailable("401: no such key");
        };

        ProblemException refused = bed.refused(bed.start(FAR));

        assertThat(refused.problems().getFirst().category().exitCode()).isEqualTo(4);
        assertThat(bed.workspace.view(1).finished().orElseThrow().status()).isEqualTo(Status.PAUSED);
        assertThat(bed.world.asked).hasSizeLessThanOrEqualTo(4);
        assertThat(bed.pauses).isEmpty();
    }
}
