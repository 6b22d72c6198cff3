package dev.didact.engine.internal.loop;

import dev.didact.engine.internal.model.Calls;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Waits a random time of up to half a second times two to the power of the failures, at most half a minute, so that
/// calls that failed together do not come back together; where the other side named a time, that time and up to a tenth
/// more. How long was waited changes no data.
final class FullJitter implements Calls.Backoff {
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 30_000;

    @Override
    public void pause(int failed, Optional<Duration> atLeast) throws InterruptedException {
        long bound = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failed, 10));
        long millis = atLeast.map(asked -> asked.toMillis() + random(asked.toMillis() / 10))
                .orElseGet(() -> random(bound));
        Thread.sleep(millis);
    }

    private static long random(long bound) {
        return bound <= 0 ? 0 : ThreadLocalRandom.current().nextLong(bound);
    }
}
