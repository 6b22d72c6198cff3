package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Fault;
import dev.didact.api.data.Item;
import dev.didact.api.model.Usage;
import dev.didact.engine.Money;
import dev.didact.engine.Spending;
import dev.didact.engine.StepCount;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingTest {
    @TempDir
    private Path temporary;

    private Path scratch;
    private final List<Worked> items = new ArrayList<>();

    @BeforeEach
    void workOnItems() throws InterruptedException {
        scratch = temporary.resolve("scratch");
        try (Bed bed = new Bed(temporary.resolve("run"))) {
            bed.run(
                    Bed.PASS,
                    "generate=[{use: answer, model: student, per-item: 2, tries: 2}]",
                    "grade=[{use: right}, {use: broken}, {use: judged, judge: judge}]");
            List<StoredSample> samples = bed.data(1, Kinds.SAMPLE).stream()
                    .map(sample -> Records.read(sample, StoredSample.class))
                    .toList();
            bed.data(1, Kinds.ITEM).stream()
                    .map(item -> Records.read(item, Item.class).withKey("half \ud83d of a pair"))
                    .map(item -> worked(item, samples))
                    .forEach(items::add);
        }
        assertThat(items).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    }

    private static Worked worked(Item item, List<StoredSample> samples) {
        return new Worked(
                "sums",
                item,
                List.of(new Worked.OfItem(
                        item,
                        Optional.of("parent"),
                        samples.stream()
                                .filter(sample -> sample.item().equals(item.id()))
                                .map(sample -> new Candidate(
                                        sample.id(),
                                        sample.sampleIndex(),
                                        sample.attempt(),
                                        sample.sample(),
                                        sample.grade(),
                                        sample.verdict(),
                                        sample.provenance(),
                                        true))
                                .toList())),
                List.of(new Worked.Pair("pairs", "a", "b")),
                List.of(new Fault(Fault.Kind.TRANSPORT, "the line is dead")),
                List.of(new StepCount(
                        "answer",
                        1,
                        4,
                        2,
                        Map.of("sum", 2L),
                        1,
                        Spending.of(
                                "student", new Spending.Share(1, 0, 1, new Usage(3, 4), Optional.of(Money.NOTHING))))));
    }

    private long files() throws IOException {
        if (!Files.exists(scratch)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(scratch)) {
            return all.count();
        }
    }

    @Test
    void whatIsSmallWaitsOnTheHeap() {
        try (var waiting = new Waiting(() -> scratch, 1 << 20)) {
            List<Waiting.Kept> kept = items.stream().map(waiting::keep).toList();

            for (int i = 0; i < items.size(); i++) {
                assertThat(waiting.take(kept.get(i))).isSameAs(items.get(i));
            }
            assertThat(scratch).doesNotExist();
        }
    }

    @Test
    void whatIsTooLargeForTheHeapComesBackFromAFileAsItWent() throws IOException {
        try (var waiting = new Waiting(() -> scratch, 0)) {
            for (int pass = 0; pass < 2; pass++) {
                List<Waiting.Kept> kept = items.stream().map(waiting::keep).toList();

                for (int i = items.size() - 1; i >= 0; i--) {
                    assertThat(waiting.take(kept.get(i)))
                            .isNotSameAs(items.get(i))
                            .isEqualTo(items.get(i));
                }
            }
            assertThat(scratch).exists();
        }
        assertThat(files()).isZero();
    }

    @Test
    void whatWasTakenMakesRoomOnTheHeap() {
        try (var waiting = new Waiting(() -> scratch, 1 << 16)) {
            for (int pass = 0; pass < 100; pass++) {
                for (Worked item : items) {
                    assertThat(waiting.take(waiting.keep(item))).isSameAs(item);
                }
            }
        }
    }
}
