package dev.didact.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real file system keeps when its power is cut while another process writes a journal there; with `-P soak`,
/// as root, on Linux.
class CutPowerTest {
    private static final int CUTS = Integer.getInteger("didact.power-cuts", 0);

    @TempDir
    Path folder;

    private Optional<MountedDisk> mounted = Optional.empty();

    private MountedDisk mount() throws InterruptedException {
        assumeTrue(CUTS > 0, "skipped: power is cut with -P soak");
        try {
            var disk = new MountedDisk(folder);
            mounted = Optional.of(disk);
            return disk;
        } catch (IOException e) {
            return abort("skipped: this machine mounts no file system of ours: " + e.getMessage());
        }
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted.isPresent()) {
            mounted.get().unmount();
        }
    }

    @Test
    void nothingAcknowledgedIsLostHoweverOftenThePowerIsCut() throws Throwable {
        MountedDisk disk = mount();
        List<Integer> acknowledged = new ArrayList<>();
        for (int cut = 0; cut < CUTS; cut++) {
            writeUntilCut(disk, cut, WriterProcess.Disk.FORCED, acknowledged);
            Journals.open(disk.folder().resolve("run")).close();

            assertThat(Journals.numbers(disk.folder().resolve("run")))
                    .as("after cut %d", cut)
                    .doesNotHaveDuplicates()
                    .containsAll(acknowledged);
        }
        System.out.println(CUTS + " power cuts: " + acknowledged.size() + " events acknowledged, none lost");
    }

    @Test
    void withoutForceWhatWasAcknowledgedIsLost() throws Throwable {
        MountedDisk disk = mount();
        List<Integer> acknowledged = new ArrayList<>();
        writeUntilCut(disk, 0, WriterProcess.Disk.UNFORCED, acknowledged);
        List<Integer> kept = kept(disk.folder().resolve("run"));

        assertThat(acknowledged).isNotEmpty();
        assertThat(kept)
                .doesNotContainAnyElementsOf(acknowledged.subList(acknowledged.size() - 10, acknowledged.size()));
        System.out.println(
                "without force: " + acknowledged.size() + " events acknowledged, " + kept.size() + " of them kept");
    }

    /// What can be read, if anything can.
    private static List<Integer> kept(Path run) {
        try {
            return Journals.numbers(run);
        } catch (JournalException e) {
            return List.of();
        }
    }

    /// What is acknowledged while the power goes does not count: for a moment the kernel tells of what it has dropped
    /// already that it was forced, as a machine without power could not.
    private static void writeUntilCut(MountedDisk disk, int cut, WriterProcess.Disk how, List<Integer> acknowledged)
            throws Throwable {
        int events = new SplittableRandom(cut).nextInt(20, 400);
        Process writer = WriterProcess.start(disk.folder().resolve("run"), cut * 1_000_000, how);
        try (BufferedReader output = WriterProcess.output(writer)) {
            assertThat(output.readLine()).isEqualTo("open");
            for (int i = 0; i < events; i++) {
                acknowledged.add(Integer.parseInt(output.readLine()));
            }
            disk.cut();
        } finally {
            writer.destroyForcibly().waitFor();
        }
        disk.comeBack();
    }
}
