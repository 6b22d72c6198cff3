package dev.didact.engine.internal.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.didact.engine.internal.document.RandomDocuments;
import dev.didact.engine.internal.exchange.CassetteFuzz;
import dev.didact.engine.internal.host.ManifestFuzz;
import dev.didact.engine.internal.journal.JournalFuzz;
import dev.didact.engine.internal.model.ShapeFuzz;
import dev.didact.engine.internal.process.LinesFuzz;
import dev.didact.engine.internal.recipe.RecipeFuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the targets of `-P fuzz` begin with, and what comes of it by damage, in every build and without a fuzzer.
class FuzzTargetsTest {
    private static final int DAMAGED = 150;

    /// One parser of bytes from outside.
    private record Target(String name, Callable<List<byte[]>> seeds, Reading reading) {
        @Override
        public String toString() {
            return name;
        }
    }

    private interface Reading {
        void read(byte[] input) throws Exception;
    }

    static Stream<Target> targets() {
        return Stream.of(
                new Target("recipe", RecipeFuzz::seeds, RecipeFuzz::fuzzerTestOneInput),
                new Target("manifest", ManifestFuzz::seeds, ManifestFuzz::fuzzerTestOneInput),
                new Target("journal", JournalFuzz::seeds, JournalFuzz::fuzzerTestOneInput),
                new Target("cassette", CassetteFuzz::seeds, CassetteFuzz::fuzzerTestOneInput),
                new Target("judge answer", ShapeFuzz::seeds, ShapeFuzz::fuzzerTestOneInput),
                new Target("line of a program", LinesFuzz::seeds, LinesFuzz::fuzzerTestOneInput));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whateverHappensToWhatIsReadNothingUnforeseenComesOut(Target target) throws Exception {
        var random = new SplittableRandom(7);
        target.reading.read(new byte[0]);
        for (byte[] seed : target.seeds.call()) {
            target.reading.read(seed);
            String whole = new String(seed, StandardCharsets.ISO_8859_1);
            for (int i = 0; i < DAMAGED; i++) {
                String damaged = RandomDocuments.damaged(whole, random);
                assertThatCode(() -> target.reading.read(damaged.getBytes(StandardCharsets.ISO_8859_1)))
                        .as("%s", damaged)
                        .doesNotThrowAnyException();
            }
        }
    }
}
