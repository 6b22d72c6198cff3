package dev.didact.bench;

import dev.didact.engine.internal.similarity.SketchIndex;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Whether a text of 400 words is like one of many that came before.
@State(Scope.Benchmark)
public class NearDuplicate {
    private static final int WORDS = 400;
    private static final int TEXTS = 256;

    /// How many came before.
    @Param({"10000", "1000000"})
    public int before;

    private final SplittableRandom random = new SplittableRandom(1);
    private final String[] texts = new String[TEXTS];
    private final Path folder = Fixture.folder();
    private final SketchIndex index = new SketchIndex(() -> folder);
    private int next;

    @Setup
    public void fill() {
        for (int i = 0; i < before; i++) {
            index.add(SketchIndex.sketch(text(WORDS / 10)), i);
        }
        for (int i = 0; i < TEXTS; i++) {
            texts[i] = text(WORDS);
        }
    }

    /// Words as often as in a language: a few are in every text.
    private String text(int words) {
        return random.doubles(words)
                .mapToObj(share -> Long.toString(40_000 + 7_919 * (long) (20_000 * share * share * share), 36))
                .collect(Collectors.joining(" "));
    }

    @TearDown
    public void close() {
        index.close();
        Fixture.delete(folder);
    }

    @Benchmark
    public Object look() {
        return index.nearest(SketchIndex.sketch(texts[next++ % TEXTS]));
    }
}
