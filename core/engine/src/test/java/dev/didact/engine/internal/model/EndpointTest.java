package dev.didact.engine.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EndpointTest {
    private final Endpoint endpoint = Endpoint.of("writer", 100, OptionalInt.empty(), new Outages() {
        @Override
        public void down(String model, String why, Duration left, Optional<String> fallback) {}

        @Override
        public void up(String model) {}

        @Override
        public Duration patience() {
            return Duration.ofHours(1);
        }
    });

    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private long time;

    /// A try fails half a minute after the one before.
    private OptionalInt failedTry(Endpoint.Visit visit, int tries) {
        time += HALF_A_MINUTE.toNanos();
        return visit.failed(new Outage.Failure(time, tries, false, Duration.ZERO, "no route"));
    }

    private void answerOne() throws InterruptedException {
        var entered = new AtomicInteger();
        another(entered).join();
        assertThat(entered).hasValue(1);
    }

    /// Lets a visit fail so many times that the endpoint is taken to be down; the visit is the one that probes.
    private Endpoint.Visit outage() throws InterruptedException {
        Endpoint.Visit visit = endpoint.visit();
        for (int tries = 0; tries < 12; tries++) {
            failed(visit);
        }
        return visit;
    }

    private static void failed(Endpoint.Visit visit) throws InterruptedException {
        visit.enter();
        visit.leave();
    }

    private Thread another(AtomicInteger entered) {
        return Thread.ofVirtual().start(() -> {
            try (Endpoint.Visit visit = endpoint.visit()) {
                visit.enter();
                entered.incrementAndGet();
                visit.answered();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aFifthOfTheCallsMayBeTriedAgainAndNobodyWaits() throws InterruptedException {
        for (int call = 0; call < 1_000; call++) {
            try (Endpoint.Visit visit = endpoint.visit()) {
                visit.enter();
                if (call % 5 == 0) {
                    visit.leave();
                    visit.enter();
                }
                visit.answered();
            }
        }
        assertThat(endpoint.underWay()).isZero();
        var entered = new AtomicInteger();
        another(entered).join();
        assertThat(entered).hasValue(1);
    }

    @Test
    void whenItIsDownOneCallProbesAndTheOthersWaitUntilThatIsAnswered() throws InterruptedException {
        var entered = new AtomicInteger();
        try (Endpoint.Visit probe = outage()) {
            List<Thread> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                others.add(another(entered));
            }
            others.forEach(EndpointTest::awaitWaiting);
            failed(probe);
            assertThat(entered).hasValue(0);

            assertThat(probe.enter()).isFalse();
            assertThat(endpoint.underWay()).isEqualTo(1);
            probe.answered();

            for (Thread other : others) {
                other.join();
            }
        }
        assertThat(entered).hasValue(20);
        assertThat(endpoint.underWay()).isZero();
    }

    @Test
    void aCallBeginsAtItsFirstTryAndBehindAPause() throws InterruptedException {
        try (Endpoint.Visit visit = endpoint.visit()) {
            assertThat(visit.enter()).isTrue();
            visit.leave();
            for (int tries = 0; tries < 10; tries++) {
                assertThat(visit.enter()).isFalse();
                visit.leave();
            }
            assertThat(visit.enter()).isTrue();
            visit.leave();
            assertThat(visit.enter()).isFalse();
        }
    }

    @Test
    void whenTheCallThatProbesIsGivenUpAnotherOneProbes() throws InterruptedException {
        var entered = new AtomicInteger();
        Thread other;
        try (Endpoint.Visit _ = outage()) {
            other = another(entered);
            awaitWaiting(other);
            assertThat(entered).hasValue(0);
        }
        other.join();
        assertThat(entered).hasValue(1);
    }

    /// One request that nothing could answer keeps nobody waiting.
    @Test
    void aCallThatProbedInVainLetsTheNextOneProbeAndIsGivenUpOnceThatIsAnswered() throws InterruptedException {
        answerOne();
        try (Endpoint.Visit bad = endpoint.visit()) {
            bad.enter();
            bad.leave();
            assertThat(failedTry(bad, 6)).isPresent();
            var entered = new AtomicInteger();
            Thread other = another(entered);
            awaitWaiting(other);

            assertThat(bad.enter()).isTrue();

            other.join();
            assertThat(entered).hasValue(1);
            bad.leave();
            for (int tries = 1; tries < 6; tries++) {
                answerOne();
                assertThat(failedTry(bad, tries)).hasValue(tries);
            }
            answerOne();
            assertThat(failedTry(bad, 6)).isEmpty();
        }
    }

    @Test
    void whereNobodyIsAnsweredNoCallIsGivenUpAndTheWaitsGrow() throws InterruptedException {
        answerOne();
        List<Endpoint.Visit> visits = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Endpoint.Visit visit = endpoint.visit();
            visit.enter();
            visit.leave();
            visits.add(visit);
        }
        visits.forEach(visit -> assertThat(failedTry(visit, 6)).hasValue(6));
        Endpoint.Visit probe = visits.getFirst();
        for (int probes = 2; probes <= 30; probes++) {
            probe.enter();
            probe.leave();
            assertThat(failedTry(probe, 1)).hasValue(probes);
        }
    }

    @Test
    void aCallThatIsRefusedTakesNoRetryAndLessMayBeUnderWay() throws InterruptedException {
        int before = endpoint.limit();
        List<Endpoint.Visit> others = new ArrayList<>();
        for (int i = 0; i < before - 1; i++) {
            Endpoint.Visit other = endpoint.visit();
            other.enter();
            others.add(other);
        }
        try (Endpoint.Visit visit = endpoint.visit()) {
            visit.enter();
            visit.refused();
            visit.leave();
            assertThat(endpoint.limit()).isEqualTo((int) (0.95 * (before - 1)));
            assertThat(endpoint.underWay()).isEqualTo(before - 1);
        }
        others.forEach(Endpoint.Visit::answered);
        others.forEach(Endpoint.Visit::leave);
        for (int i = 0; i < 1_000; i++) {
            try (Endpoint.Visit visit = endpoint.visit()) {
                visit.enter();
                visit.refused();
                visit.leave();
                assertThat(visit.enter()).isFalse();
                visit.answered();
            }
        }
    }

    @Test
    void whenHalfIsRefusedInARowAllWaitAndTheLastOneRefusedProbes() throws InterruptedException {
        var entered = new AtomicInteger();
        int half = endpoint.limit() / 2;
        for (int i = 1; i < half; i++) {
            try (Endpoint.Visit visit = endpoint.visit()) {
                visit.enter();
                visit.refused();
            }
        }
        Endpoint.Visit last = endpoint.visit();
        last.enter();
        last.refused();
        last.leave();
        Thread other = another(entered);
        awaitWaiting(other);
        assertThat(entered).hasValue(0);

        assertThat(last.enter()).isFalse();
        last.answered();
        last.close();
        other.join();

        assertThat(entered).hasValue(1);
    }
}
