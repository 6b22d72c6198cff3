package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Items under way: each on a virtual thread of its own, many at once, handed out in the order in which they were
/// drawn. For the run's own thread.
///
/// Two numbers bound it. As many items are worked on at once as keep the models busy; an item is drawn when there is
/// room for it, not before. And no item is begun that is too far behind the first one that is not decided: so far that
/// a slow one holds up nothing, and what is done meanwhile waits in [Waiting]. Where nothing but deciding is behind,
/// that goes first.
final class Flow implements AutoCloseable {
    private final Items items;
    private final Width width;
    private final Admission admission;
    private final Waiting waiting;
    private final Function<SourcePlan, Bench> benches;
    private final Map<String, Bench> bySource = new HashMap<>();
    private final Deque<Turn> undecided = new ArrayDeque<>();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private final Semaphore ended = new Semaphore(0);
    private int admitted;
    private int decided;
    private boolean drained;

    /// @param items the items, behind those that were decided before
    /// @param admitted how many there might be before
    /// @param benches makes what works on the items of a source
    Flow(
            Items items,
            int admitted,
            Width width,
            Admission admission,
            Waiting waiting,
            Function<SourcePlan, Bench> benches) {
        this.items = items;
        this.admitted = admitted;
        this.decided = items.count();
        this.width = width;
        this.admission = admission;
        this.waiting = waiting;
        this.benches = benches;
    }

    /// How many items there may be at once.
    ///
    /// @param working how many are worked on
    /// @param undecided how many are worked on or wait for their turn
    record Width(int working, int undecided) {}

    /// Says how many items there may be in all.
    interface Admission {
        /// Whether one more item should be worked on. It is asked behind each decision, however far the work has come,
        /// so that the answer depends on nothing but what was decided.
        ///
        /// @param undecided how many are admitted and not decided
        boolean more(int undecided);

        /// Whether an item that was admitted may be started at this moment.
        ///
        /// @param undecided how many are started and not decided
        /// @param drawn how many were started
        boolean now(int undecided, int drawn);
    }

    /// An item that was started.
    ///
    /// @param task its work
    /// @param lost what could not be read between it and the item before
    private record Turn(FutureTask<Waiting.Kept> task, Lost lost) {}

    /// What comes next in order.
    ///
    /// @param worked an item with all that came of it
    /// @param lost what could not be read between it and the item before
    record Next(Worked worked, Lost lost) {}

    /// The next item, or nothing after the last.
    Optional<Next> next() throws InterruptedException {
        while (admitted - decided < width.undecided && admission.more(admitted - decided)) {
            admitted++;
        }
        start();
        while (!undecided.isEmpty() && !undecided.getFirst().task.isDone()) {
            ended.acquire();
            ended.drainPermits();
            start();
        }
        if (undecided.isEmpty()) {
            return Optional.empty();
        }
        Turn turn = undecided.removeFirst();
        decided++;
        return Optional.of(new Next(waiting.take(Together.result(turn.task)), turn.lost));
    }

    private void start() throws InterruptedException {
        while (!drained
                && !isBehind()
                && items.count() < admitted
                && working.size() < width.working
                && admission.now(undecided.size(), items.count())) {
            Optional<Items.Drawn> drawn = items.next();
            drawn.ifPresent(this::start);
            drained = drawn.isEmpty();
        }
    }

    /// Whether as many items wait to be decided as are worked on, and the first of them could be: to start more would
    /// only let more of them wait.
    private boolean isBehind() {
        return undecided.size() - working.size() > width.working
                && undecided.getFirst().task.isDone();
    }

    private void start(Items.Drawn drawn) {
        Bench bench = bySource.computeIfAbsent(drawn.source().id(), _ -> benches.apply(drawn.source()));
        Item item = drawn.item();
        int number = items.count() - 1;
        var task = new FutureTask<>(() -> waiting.keep(bench.work(item, number)));
        Thread thread = Thread.ofVirtual().name("didact-item").unstarted(() -> {
            task.run();
            working.remove(Thread.currentThread());
            ended.release();
        });
        undecided.add(new Turn(task, drawn.lost()));
        working.add(thread);
        thread.start();
    }

    /// What could not be read behind the last item.
    Lost lostAtEnd() {
        return items.takeLost();
    }

    /// How many items might be begun so far.
    int admitted() {
        return admitted;
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
        Together.end(List.copyOf(working));
        waiting.close();
        items.close();
    }
}
