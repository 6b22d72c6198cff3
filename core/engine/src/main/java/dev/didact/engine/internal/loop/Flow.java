package dev.didact.engine.internal.loop;

import dev.didact.api.Fault;
import dev.didact.api.data.Item;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
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

    private record Started(FutureTask<Worked> task, Thread thread, List<Fault> lost) {}

    /// What comes next in order.
    ///
    /// @param worked an item with all that came of it
    /// @param lost what could not be read between it and the item before
    record Next(Worked worked, List<Fault> lost) {}

    /// The next item, or nothing after the last.
    ///
    /// @param more whether one more item should be started while so many are undecided
    Optional<Next> next(IntPredicate more) throws InterruptedException {
        while (!drained && started.size() < window && more.test(started.size())) {
            Optional<Items.Drawn> drawn = items.next();
            drawn.ifPresent(this::start);
            drained = drawn.isEmpty();
        }
        if (started.isEmpty()) {
            return Optional.empty();
        }
        Worked worked = Together.result(started.getFirst().task());
        return Optional.of(new Next(worked, started.removeFirst().lost()));
    }

    private void start(Items.Drawn drawn) {
        Bench bench = bySource.computeIfAbsent(drawn.source().id(), _ -> benches.apply(drawn.source()));
        Item item = drawn.item();
        var task = new FutureTask<>(() -> bench.work(item));
        started.add(new Started(task, Thread.ofVirtual().name("didact-item").start(task), drawn.lost()));
    }

    /// What could not be read behind the last item.
    List<Fault> lostAtEnd() {
        return items.takeLost();
    }

    /// How many items were started.
    int drawn() {
        return items.count();
    }

    /// Whether all items were started.
    boolean drained() {
        return drained;
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
