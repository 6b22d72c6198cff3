package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.ProblemException;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunEvent.Status;
import dev.didact.engine.internal.workspace.Reserve;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run does when its disk is full or fails.
@Timeout(60)
class DiskPauseTest {
    private static final String SHORT = """
            didact: recipe/1
            name: short
            random-seed: 7
            models:   { student: { use: student }, judge: { use: remote, with: { skill: 60 } } }
            sources:  [ { id: sums, use: sums, with: { count: 3 } } ]
            generate: [ { use: answer, model: judge } ]
            grade:    [ { use: right } ]
            learn:    { use: study, updates: student }
            until:    { rounds: 1 }
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

    private RunEvent.Finished paused(ProblemException why) {
        assertThat(why.problems().getFirst().category().exitCode()).isEqualTo(4);
        assertThat(why).hasMessageContaining("(`resume 1` goes on)");
        RunEvent.Finished paused = bed.workspace.view(1).finished().orElseThrow();
        assertThat(paused.status()).isEqualTo(Status.PAUSED);
        assertThat(bed.workspace.runs().getFirst().status()).isEqualTo("paused");
        assertThat(bed.events.getLast()).isEqualTo(paused);
        return paused;
    }

    private void requireGoesOnWithoutAskingTwice() throws InterruptedException {
        Set<Long> kept = bed.kept(1);
        bed.world.asked.clear();
        assertThat(bed.resume(1).status()).isEqualTo(Status.COMPLETED);
        assertThat(bed.asked()).noneMatch(kept::contains);
        assertThat(bed.outcome(1)).isEqualTo(undisturbed.outcome(1));
        assertThat(bed.workspace.replay(1).difference()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 40_000, 60_000, 100_000})
    void aFullDiskPausesTheRunWhichSaysWhyAndGoesOnInTheSameProcess(int room) throws InterruptedException {
        undisturbed.run(Bed.RECIPE);
        bed.disk.leave(Reserve.SIZE + room);

        ProblemException full = bed.refused(bed.start(Bed.RECIPE));

        assertThat(full.problems().getFirst().code()).isEqualTo("E411");
        assertThat(paused(full).reason()).contains("no space left");
        bed.disk.leave(Long.MAX_VALUE / 2);
        requireGoesOnWithoutAskingTwice();
    }

    @Test
    void aRunIsNotGoneOnWithBeforeThereIsSpace() throws InterruptedException {
        bed.disk.leave(Reserve.SIZE + 20_000);
        bed.refused(bed.start(Bed.RECIPE));
        bed.disk.leave(Reserve.SIZE / 2);
        bed.world.asked.clear();

        for (int i = 0; i < 2; i++) {
            try {
                throw new AssertionError("it goes on: " + bed.resume(1));
            } catch (ProblemException full) {
                assertThat(full.problems().getFirst().code()).isEqualTo("E411");
            }
        }

        assertThat(bed.world.asked).isEmpty();
        assertThat(bed.workspace.runs().getFirst().status()).isEqualTo("paused");
    }

    /// Journal, reserve, checkpoints and folders alike: the first operation, the second, and so on until a run passes
    /// without a failure.
    @ParameterizedTest
    @CsvSource({"No space left on device, true", "Input/output error, false"})
    void whicheverOperationFailsNothingIsLostAndNothingIsAskedTwice(String message, boolean forGood)
            throws InterruptedException {
        undisturbed.run(SHORT);
        boolean failed = true;
        for (int n = 1; failed; n++) {
            bed.close();
            bed = new Bed(temporary.resolve("run" + n));
            bed.disk.fail(message, n, forGood ? Long.MAX_VALUE : n);
            boolean ended = ended();
            failed = bed.disk.refused();
            bed.disk.fail(message, Long.MAX_VALUE, Long.MAX_VALUE);
            if (bed.workspace.runs().isEmpty()) {
                assertThat(bed.world.asked)
                        .as("operation %s: asked before there is a run", n)
                        .isEmpty();
            } else if (!ended) {
                requireGoesOnWithoutAskingTwice();
            }
        }
    }

    /// Whether the run came to its end, maybe without what it could do without.
    private boolean ended() throws InterruptedException {
        try {
            return bed.run(SHORT).status() == Status.COMPLETED;
        } catch (ProblemException refused) {
            assertThat(refused.problems().getFirst().category().exitCode()).isEqualTo(4);
            return false;
        }
    }

    @Test
    void aRunThatIsOverHoldsNoReserve() throws InterruptedException {
        bed.run(Bed.PASS);

        assertThat(bed.folder.resolve("runs/1/reserve")).doesNotExist();
    }
}
