package dev.didact.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalFaultTest {

    private static final int BATCHES = 5;
    private static final int BATCH = 4;
    private static final long SMALL_SEGMENT = 1_200;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "Input/output error"})
    void nothingAcknowledgedIsLostWhicheverOperationFailsOnce(String message) {
        int n = 1;
        for (boolean failed = true; failed; n++) {
            var disk = new FailingIo(message, n, n);
            failed = survives(disk, folder.resolve(message.substring(0, 2) + n));
        }
        assertThat(n).isGreaterThan(2 * BATCHES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "Input/output error"})
    void nothingAcknowledgedIsLostWhicheverOperationIsTheFirstOfAllThatFail(String message) {
        int n = 1;
        for (boolean failed = true; failed; n++) {
            var disk = new FailingIo(message, n, Long.MAX_VALUE);
            failed = survives(disk, folder.resolve(message.substring(0, 2) + n));
        }
        assertThat(n).isGreaterThan(2 * BATCHES);
    }

    /// Writes until the disk fails, then checks on a disk that works; returns whether the disk failed.
    private boolean survives(FailingIo disk, Path run) {
        var acknowledged = new ArrayList<Integer>();
        boolean failed = writeBatches(disk, run, acknowledged);
        if (failed) {
            assertThat(disk.failed()).isTrue();
        }
        requireGoesOn(run, acknowledged);
        return disk.failed();
    }

    @Test
    void nothingAcknowledgedIsLostAtWhicheverOperationThePowerFails() throws IOException {
        var random = new SplittableRandom(7);
        int n = 1;
        for (boolean failed = true; failed; n++) {
            Path run = Files.createDirectories(folder.resolve("run" + n));
            var disk = new PowerCut(n, true);
            var acknowledged = new ArrayList<Integer>();
            failed = writeBatches(disk, run, acknowledged);
            disk.loseUnforced(random);
            requireGoesOn(run, acknowledged);
        }
        assertThat(n).isGreaterThan(2 * BATCHES);
    }

    @Test
    void withoutForceAPowerCutLosesWhatWasAcknowledged() throws IOException {
        var random = new SplittableRandom(7);
        int lost = 0;
        for (int n = 10; n < 20; n++) {
            Path run = Files.createDirectories(folder.resolve("run" + n));
            var disk = new PowerCut(n, false);
            var acknowledged = new ArrayList<Integer>();
            writeBatches(disk, run, acknowledged);
            disk.loseUnforced(random);
            lost += acknowledged.size() - numbersThatRemain(run);
        }
        assertThat(lost).isPositive();
    }

    @Test
    void onceWritingFailsEverythingThatWaitsFailsAlike() {
        Path run = folder.resolve("run");
        var handedIn = new CountDownLatch(1);
        long forceOfTheFirstBatch = operationsUntilFirstForce();
        var disk = new FailingIo("No space left on device", forceOfTheFirstBatch, forceOfTheFirstBatch, () -> {
            try {
                handedIn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        var waiting = new ArrayList<CompletableFuture<EventPlace>>();
        try (Journal journal = Journal.open(run, Journals.through(disk))) {
            for (int i = 0; i < 100; i++) {
                waiting.add(journal.append("item", Journals.number(i)));
            }
            handedIn.countDown();
            for (CompletableFuture<EventPlace> event : waiting) {
                assertThatThrownBy(event::join).hasCauseInstanceOf(JournalException.NoSpace.class);
            }
            assertThatThrownBy(() -> journal.appendDurably("item", Journals.number(100)))
                    .isInstanceOf(JournalException.NoSpace.class)
                    .hasMessageContaining("000001.jsonl: no space left");
            assertThat(journal.failure()).containsInstanceOf(JournalException.NoSpace.class);
        }
        assertThat(Journals.numbers(run)).isEmpty();
        requireGoesOn(run, List.of());
    }

    /// Opening comes first, then the first batch is written, then forced.
    private long operationsUntilFirstForce() {
        FailingIo disk = FailingIo.never();
        Journal journal = Journal.open(folder.resolve("probe"), Journals.through(disk));
        long opened = disk.operations();
        journal.close();
        return opened + 2;
    }

    @Test
    void whatTheSystemSaysIsToldAsWhatToDo() {
        assertThat(JournalException.of(folder, new IOException("No space left on device")))
                .isInstanceOf(JournalException.NoSpace.class)
                .hasMessage(folder
                        + ": no space left. What was acknowledged is kept; free some space, then resume the run");
        assertThat(JournalException.of(folder, new IOException("Disk quota exceeded")))
                .isInstanceOf(JournalException.NoSpace.class);
        assertThat(JournalException.of(folder, new IOException("Read-only file system")))
                .isInstanceOf(JournalException.ReadOnly.class)
                .hasMessageContaining("--workspace");
        assertThat(JournalException.of(folder, new AccessDeniedException(folder.toString())))
                .isInstanceOf(JournalException.ReadOnly.class)
                .hasMessageContaining("cannot be written: access denied");
        assertThat(JournalException.of(folder, new IOException("Input/output error")))
                .isInstanceOf(JournalException.Failed.class)
                .hasMessageContaining("Input/output error");
    }

    /// Hands in batches of numbers, each after the one before was acknowledged; returns whether that failed.
    private static boolean writeBatches(JournalIo disk, Path run, List<Integer> acknowledged) {
        try (Journal journal = Journal.open(run, new JournalSettings(disk, Journals.NOON, SMALL_SEGMENT, Set.of()))) {
            for (int batch = 0; batch < BATCHES; batch++) {
                var places = new ArrayList<CompletableFuture<EventPlace>>();
                for (int i = 0; i < BATCH; i++) {
                    places.add(journal.append("item", Journals.number(batch * BATCH + i)));
                }
                boolean failed = false;
                for (int i = 0; i < BATCH; i++) {
                    if (places.get(i).handle((place, failure) -> place == null).join()) {
                        failed = true;
                    } else {
                        acknowledged.add(batch * BATCH + i);
                    }
                }
                if (failed) {
                    assertThat(journal.failure()).isPresent();
                    assertThatThrownBy(() -> journal.appendDurably("item", Journals.number(0)))
                            .isInstanceOf(JournalException.class);
                    return true;
                }
            }
            return false;
        } catch (JournalException openingFailed) {
            return true;
        }
    }

    /// The acknowledged numbers are there, once and in order, before any that were not; and the run can be gone on
    /// with.
    private static void requireGoesOn(Path run, List<Integer> acknowledged) {
        try (Journal journal = Journal.open(run, Journals.through(FailingIo.never()))) {
            journal.appendDurably("item", Journals.number(1_000));
        }
        List<Integer> numbers = Journals.numbers(run);
        assertThat(numbers).endsWith(1_000);
        assertThat(numbers.subList(0, Math.min(acknowledged.size(), numbers.size())))
                .isEqualTo(acknowledged);
        assertThat(numbers.subList(0, numbers.size() - 1))
                .isEqualTo(IntStream.range(0, numbers.size() - 1).boxed().toList());
    }

    private static int numbersThatRemain(Path run) {
        try {
            Journals.open(run).close();
            return Journals.numbers(run).size();
        } catch (JournalException.Damaged everythingAfterIsUnreadable) {
            return 0;
        }
    }
}
