package dev.didact.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalProcessesTest {

    @TempDir
    private Path folder;

    @Test
    void aKilledWriterLosesNothingAcknowledgedAndDoublesNothing() throws Exception {
        var acknowledged = new ArrayList<Integer>();
        for (int kill = 0; kill < 3; kill++) {
            Process writer = WriterProcess.start(folder, kill * 1_000_000);
            try (BufferedReader output = WriterProcess.output(writer)) {
                assertThat(output.readLine()).isEqualTo("open");
                for (int i = 0; i < 100; i++) {
                    acknowledged.add(Integer.parseInt(output.readLine()));
                }
                writer.toHandle().destroyForcibly();
                addWholeLines(output, acknowledged);
            }
            writer.waitFor();
            try (Journal journal = Journals.open(folder)) {
                assertThat(journal.abandonedBy()).map(Holder::pid).contains(writer.pid());
                assertThat(journal.abandonedBy().map(Holder::mayBeAlive)).contains(false);
            }
        }
        assertThat(Journals.numbers(folder)).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(acknowledged.size()).isGreaterThanOrEqualTo(300);
    }

    /// What a killed process had printed; its last line may be cut.
    private static void addWholeLines(BufferedReader output, List<Integer> numbers) throws IOException {
        var rest = new StringBuilder();
        for (int c = output.read(); c >= 0; c = output.read()) {
            rest.append((char) c);
        }
        rest.substring(0, rest.lastIndexOf("\n") + 1)
                .lines()
                .map(Integer::valueOf)
                .forEach(numbers::add);
    }

    @Test
    void aSecondProcessIsToldWhoWritesTheRun() throws Exception {
        Process writer = WriterProcess.start(folder.resolve("1"), 0);
        try (BufferedReader output = WriterProcess.output(writer)) {
            assertThat(output.readLine()).isEqualTo("open");
            assertThatThrownBy(() -> Journals.open(folder.resolve("1")))
                    .isInstanceOfSatisfying(JournalException.Locked.class, locked -> {
                        assertThat(locked.pid()).isEqualTo(writer.pid());
                        assertThat(locked.host()).isEqualTo(Holder.current().host());
                        assertThat(locked).hasMessageContaining("written by process " + writer.pid());
                    });
            assertThat(Journal.writerOf(folder.resolve("1"))).map(Holder::pid).contains(writer.pid());
            try (Journal other = Journals.open(folder.resolve("2"))) {
                other.appendDurably("item", Journals.number(1));
            }
            try (JournalReader reader = Journal.read(folder.resolve("1"))) {
                assertThat(reader.stream()).allMatch(event -> event.kind().equals("item"));
            }
        } finally {
            writer.destroyForcibly();
            writer.waitFor();
        }
        assertThat(Journal.writerOf(folder.resolve("1"))).isEmpty();
    }

    @Test
    void aSecondOpeningInTheSameProcessIsRefusedAndDoesNotFreeTheRun() throws Exception {
        try (Journal journal = Journals.open(folder)) {
            assertThatThrownBy(() -> Journals.open(folder)).isInstanceOf(JournalException.Locked.class);
            assertThatThrownBy(() -> Journals.open(folder.resolve("x/.."))).isInstanceOf(JournalException.Locked.class);
            assertThat(Journal.writerOf(folder)).contains(Holder.current());
            Process other = WriterProcess.start(folder, 0);
            try (BufferedReader output = WriterProcess.output(other)) {
                assertThat(output.readLine())
                        .isEqualTo("locked " + ProcessHandle.current().pid() + " "
                                + Holder.current().host());
            }
            other.waitFor();
            journal.appendDurably("item", Journals.number(1));
        }
        assertThat(Journal.writerOf(folder)).isEmpty();
        Journals.open(folder).close();
    }

    @Test
    void aLockFileOfAnotherKindDoesNotKeepARunClosed() throws IOException {
        for (String content : List.of("", "x", "not a number\nhost\n", "99999999999999999999\nhost\nboot\n", "1\n")) {
            Files.writeString(folder.resolve("lock"), content);
            try (Journal journal = Journals.open(folder)) {
                assertThat(journal.abandonedBy()).isEmpty();
            }
        }
    }

    @Test
    void anEarlierBootOfThisHostHoldsNothing() {
        Holder here = Holder.current();
        assertThat(here.mayBeAlive()).isTrue();
        assertThat(new Holder(here.pid(), here.host(), "an earlier boot").mayBeAlive())
                .isFalse();
        assertThat(new Holder(here.pid(), "another host", here.boot()).mayBeAlive())
                .isTrue();
        assertThat(Holder.parse(here.text())).contains(here);
    }
}
