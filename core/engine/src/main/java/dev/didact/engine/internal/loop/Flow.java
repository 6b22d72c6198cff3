package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.IntPredicate;

/// Items under way: each on a virtual thread of its own, many at once, handed out in the order in which they were
/// drawn. For the run's own thread.
final class Flow implements AutoCloseable {
    private final Items items;
    private final int window;
    private final Function<SourcePlan, Bench> benches;
    private final Map<String, Bench> bySource = new HashMap<>();
    private final Deque<Started> started = new ArrayDeque<>();
    private boolean drained;

    /// @param window how many items may be under way or wait for their turn
    /// @param benches makes what works on the items of a source
    Flow(Items items, int window, Function<SourcePlan, Bench> benches) {
        this.items = items;
        this.window = window;
        this.benches = benches;
    }

    private record Started(FutureTask<Worked> task, Thread thread) {}

    /// The next item with all that came of it, or nothing after the last.
    ///
    /// @param more whether one more item should be started while so many are undecided
    Optional<Worked> next(IntPredicate more) throws InterruptedException {
        while (!drained && started.size() < window && more.test(started.size())) {
            Optional<Items.Drawn> drawn = items.next();
            drawn.ifPresent(this::start);
            drained = drawn.isEmpty();
        }
        if (started.isEmpty()) {
            return Optional.empty();
        }
        Worked worked = Together.result(started.getFirst().task());
        started.removeFirst();
        return Optional.of(worked);
    }

    private void start(Items.Drawn drawn) {
        Bench bench = bySource.computeIfAbsent(drawn.source().id(), _ -> benches.apply(drawn.source()));
        Item item = drawn.item();
        var task = new FutureTask<>(() -> bench.work(item));
        started.add(new Started(task, Thread.ofVirtual().name("didact-item").start(task)));
    }

    /// How many items there are, as far as is known: 0 until the last was drawn.
    int total() {
        return drained ? items.count() : 0;
    }

    /// Interrupts what is under way and waits for its end.
    @Override
    public void close() {
        Together.end(started.stream().map(Started::thread).toList());
        items.close();
    }
}
