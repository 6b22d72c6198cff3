package dev.didact.engine.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdaptiveLimitTest {
    private static double anything(double time) {
        return Integer.MAX_VALUE;
    }

    private static double steady(RandomGenerator random) {
        return 0.05;
    }

    private static ToDoubleFunction<RandomGenerator> logNormal(double median, double sigma) {
        return random -> median * Math.exp(sigma * random.nextGaussian());
    }

    private static SimulatedEndpoint.World bearing(
            DoubleUnaryOperator bears, ToDoubleFunction<RandomGenerator> latency) {
        return new SimulatedEndpoint.World(bears, latency, 0, 1, _ -> 0.005);
    }

    private static SimulatedEndpoint.Outcome run(
            SimulatedEndpoint.World world, long randomSeed, int calls, int offered) {
        return run(world, randomSeed, calls, offered, OptionalInt.empty());
    }

    private static SimulatedEndpoint.Outcome run(
            SimulatedEndpoint.World world, long randomSeed, int calls, int offered, OptionalInt learned) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(randomSeed);
        return new SimulatedEndpoint(world, random, calls, offered, learned).run();
    }

    private static void assertFound(SimulatedEndpoint.Outcome outcome) {
        assertThat(outcome.refusedShare()).isLessThanOrEqualTo(0.02);
        assertThat(outcome.used()).isGreaterThanOrEqualTo(0.85);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aHiddenLimitIsFoundAtTheCostOfTwoRefusalsInAHundredAtMost(long randomSeed) {
        for (ToDoubleFunction<RandomGenerator> latency :
                List.of(AdaptiveLimitTest::steady, logNormal(0.8, 0.5), logNormal(0.2, 1.2))) {
            assertFound(run(bearing(_ -> 200, latency), randomSeed, 20_000, 1_000));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLimitThatFallsAndRisesIsFollowed(long randomSeed) {
        DoubleUnaryOperator changing = time -> time < 60 ? 200 : time < 120 ? 80 : 500;

        assertFound(run(bearing(changing, logNormal(0.8, 0.5)), randomSeed, 60_000, 1_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aHiddenLimitIsFoundThoughAnswersAreKeptNowFastNowSlowly(long randomSeed) {
        DoubleUnaryOperator busy = time -> Math.max(0.005, 0.3 * Math.sin(time) + 0.2 * Math.sin(7 * time));
        var world = new SimulatedEndpoint.World(_ -> 200, logNormal(0.8, 0.5), 0, 1, busy);

        assertFound(run(world, randomSeed, 20_000, 1_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 5_000})
    void whatBearsEverythingIsGivenTheCeilingWithinThreeRoundTrips(int offered) {
        SimulatedEndpoint.Outcome steady =
                run(bearing(AdaptiveLimitTest::anything, AdaptiveLimitTest::steady), 1, 20 * offered, offered);

        assertThat(steady.limit()).isEqualTo(offered);
        assertThat(steady.highestAt()).isLessThan(3 * 0.055);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 20})
    void anEndpointThatIsSlowIsGivenAllTheSame(double median) {
        SimulatedEndpoint.Outcome slow =
                run(bearing(AdaptiveLimitTest::anything, logNormal(median, 1)), 1, 20_000, 1_000);

        assertThat(slow.limit()).isEqualTo(1_000);
        assertThat(slow.highestAt()).isLessThan(4 * median);
        assertThat(slow.refused()).isZero();
    }

    @Test
    void afterAnOutageTheEndpointIsUsedAsBefore() {
        DoubleUnaryOperator outage = time -> time > 5 && time < 30 ? 0 : 400;

        SimulatedEndpoint.Outcome outcome = run(bearing(outage, logNormal(0.8, 0.5)), 1, 40_000, 1_000);

        assertThat(outcome.used()).isGreaterThan(0.85);
        assertThat(outcome.limit()).isBetween(350, 420);
    }

    @Test
    void refusalsThatHaveNothingToDoWithTheNumberOfCallsDoNotHoldItDown() {
        var faulty =
                new SimulatedEndpoint.World(AdaptiveLimitTest::anything, logNormal(0.8, 0.5), 0.025, 1, _ -> 0.005);

        assertThat(run(faulty, 1, 20_000, 1_000).limit()).isGreaterThan(500);
    }

    @Test
    void theLimitIsNeverBelowOneNorAboveTheCeiling() {
        var limit = new AdaptiveLimit(3, OptionalInt.empty());
        assertThat(limit.limit()).isEqualTo(3);
        for (int call = 0; call < 10; call++) {
            limit.refused(limit.begin(), 0);
            assertThat(limit.limit()).isEqualTo(1);
        }
        limit.reopen();
        for (int call = 0; call < 10; call++) {
            limit.answered(limit.begin(), true);
        }
        assertThat(limit.limit()).isEqualTo(3);
    }

    @Test
    void aRunThatBeginsWithWhatWasLearnedIsRefusedLess() {
        assertRefusedLess(AdaptiveLimitTest::steady);
        assertRefusedLess(logNormal(0.8, 0.5));
    }

    private static void assertRefusedLess(ToDoubleFunction<RandomGenerator> latency) {
        SimulatedEndpoint.World world = bearing(_ -> 200, latency);

        SimulatedEndpoint.Outcome first = run(world, 1, 20_000, 1_000);
        SimulatedEndpoint.Outcome second = run(world, 2, 20_000, 1_000, OptionalInt.of(first.limit()));

        assertThat(first.limit()).isBetween(180, 200);
        assertThat(second.refused()).isLessThan(first.refused() / 2);
        assertFound(second);
    }

    @Test
    void aRunThatBeginsWithTooLittleFindsMore() {
        SimulatedEndpoint.World world = bearing(AdaptiveLimitTest::anything, AdaptiveLimitTest::steady);

        SimulatedEndpoint.Outcome outcome = run(world, 1, 20_000, 1_000, OptionalInt.of(50));

        assertThat(outcome.limit()).isEqualTo(1_000);
        assertThat(outcome.highestAt()).isLessThan(12 * 0.055);
    }

    @Test
    void whatWasLearnedNeverExceedsTheCeiling() {
        assertThat(new AdaptiveLimit(32, OptionalInt.of(900)).limit()).isEqualTo(32);
        assertThat(new AdaptiveLimit(32, OptionalInt.of(-1)).limit()).isEqualTo(1);
    }

    @Test
    void somethingIsLearnedOnceACallIsRefusedOrMoreAreAnsweredThanAtFirst() {
        var refusing = new AdaptiveLimit(1_000, OptionalInt.empty());
        refusing.answered(refusing.begin(), false);
        assertThat(refusing.learned()).isEmpty();
        refusing.refused(refusing.begin(), 100);
        assertThat(refusing.learned()).hasValue(95);

        var answering = new AdaptiveLimit(1_000, OptionalInt.empty());
        answering.answered(answering.begin(), true);
        assertThat(answering.learned()).hasValue(251);
    }

    @Test
    void itDoesNotGrowWhileNobodyWaits() {
        var limit = new AdaptiveLimit(1_000, OptionalInt.empty());
        for (int call = 0; call < 10_000; call++) {
            limit.answered(limit.begin(), false);
        }
        assertThat(limit.limit()).isEqualTo(250);
    }
}
