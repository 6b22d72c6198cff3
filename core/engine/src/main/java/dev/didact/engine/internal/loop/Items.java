package dev.didact.engine.internal.loop;

import dev.didact.api.Fault;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The items of several sources, one source after the other. For one thread.
final class Items implements AutoCloseable {
    private final Queue<SourcePlan> sources;
    private final Function<SourcePlan, Draw> draws;
    private SourcePlan.@Nullable Pass pass;
    private @Nullable SourcePlan source;
    private final List<Fault> lost = new ArrayList<>();
    private int told;
    private int count;

    Items(List<SourcePlan> sources, Function<SourcePlan, Draw> draws) {
        this.sources = new ArrayDeque<>(sources);
        this.draws = draws;
    }

    /// An item and where it is from.
    ///
    /// @param lost what could not be read between it and the item before
    record Drawn(SourcePlan source, Item item, List<Fault> lost) {}

    /// The next item, or nothing at the end of the last source.
    Optional<Drawn> next() throws InterruptedException {
        while (true) {
            SourcePlan.Pass open = pass;
            SourcePlan from = source;
            if (open == null || from == null) {
                from = sources.poll();
                if (from == null) {
                    return Optional.empty();
                }
                open = from.open(draws.apply(from));
                pass = open;
                source = from;
            }
            Optional<Item> item = open.next();
            List<Fault> all = open.lost();
            lost.addAll(all.subList(told, all.size()));
            told = all.size();
            if (item.isPresent()) {
                count++;
                return Optional.of(new Drawn(from, item.get(), takeLost()));
            }
            close();
        }
    }

    /// What could not be read behind the last item that was handed out.
    List<Fault> takeLost() {
        List<Fault> taken = List.copyOf(lost);
        lost.clear();
        return taken;
    }

    /// How many items there were so far.
    int count() {
        return count;
    }

    @Override
    public void close() {
        if (pass != null) {
            pass.close();
            pass = null;
            told = 0;
        }
    }
}
