package dev.didact.engine.internal.host;

import java.time.Duration;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is looked after is looked at, whatever happened to the thread that does it.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchTest {
    /// Counts down at each look.
    private record Counted(CountDownLatch looked, Runnable then) implements Watch.Watched {
        @Override
        public Duration looks() {
            return Duration.ofMillis(1);
        }

        @Override
        public void look() {
            looked.countDown();
            then.run();
        }
    }

    @Test
    void aLookThatRunsOutOfMemoryIsNotTheLast() throws Exception {
        var watch = new Watch(1, ConcurrentHashMap.newKeySet());
        var call = new Counted(new CountDownLatch(3), () -> {
            throw new OutOfMemoryError("Java heap space");
        });
        watch.begin(call);
        call.looked().await();
        watch.end(call);
    }

    @Test
    void aThreadThatIsInterruptedIsReplaced() throws Exception {
        var watch = new Watch(1, ConcurrentHashMap.newKeySet());
        var call =
                new Counted(new CountDownLatch(3), () -> Thread.currentThread().interrupt());
        watch.begin(call);
        call.looked().await();
        watch.end(call);
    }

    /// Says that there is nothing, and then there is: it does this before it answers.
    private static final class Late extends AbstractSet<Watch.Watched> {
        private final Set<Watch.Watched> calls = ConcurrentHashMap.newKeySet();
        private final AtomicReference<Runnable> once = new AtomicReference<>(() -> {});

        @Override
        public boolean isEmpty() {
            boolean empty = calls.isEmpty();
            if (empty) {
                once.getAndSet(() -> {}).run();
            }
            return empty;
        }

        @Override
        public boolean add(Watch.Watched call) {
            return calls.add(call);
        }

        @Override
        public boolean remove(Object call) {
            return calls.remove(call);
        }

        @Override
        public Iterator<Watch.Watched> iterator() {
            return calls.iterator();
        }

        @Override
        public int size() {
            return calls.size();
        }
    }

    @Test
    void aCallThatBeginsWhileTheThreadEndsIsLookedAt() throws Exception {
        var calls = new Late();
        var watch = new Watch(1, calls);
        var second = new Counted(new CountDownLatch(1), () -> {});
        calls.once.set(() -> watch.begin(second));
        var first = new Counted(new CountDownLatch(1), calls::clear);

        watch.begin(first);

        second.looked().await();
        watch.end(second);
    }
}
