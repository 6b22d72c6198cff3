package dev.didact.engine.internal.identity;

import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Makes streams of randomness that depend on names alone: the run's random seed, what is worked on, and the purpose.
/// No stream knows how much was drawn from another, so neither order nor number of threads changes what is drawn.
public final class Seeds {
    private static final RandomGeneratorFactory<RandomGenerator> STREAMS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private Seeds() {}

    /// The seed that belongs to these names.
    public static long of(long randomSeed, String... names) {
        String hash = Hashes.fields("seed")
                .number("random-seed", randomSeed)
                .texts("names", List.of(names))
                .sha256();
        return HexFormat.fromHexDigitsToLong(hash, 0, Long.BYTES * 2);
    }

    /// The stream that belongs to these names.
    public static RandomGenerator stream(long randomSeed, String... names) {
        return STREAMS.create(of(randomSeed, names));
    }
}
