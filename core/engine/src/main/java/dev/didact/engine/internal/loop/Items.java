package dev.didact.engine.internal.loop;

import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.record.Records;
import java.util.ArrayDeque;
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
    private Lost lost = Lost.NOTHING;
    private int count;

    Items(List<SourcePlan> sources, Function<SourcePlan, Draw> draws) {
        this.sources = new ArrayDeque<>(sources);
        this.draws = draws;
    }

    /// An item and where it is from.
    ///
    /// @param lost what could not be read between it and the item before
    record Drawn(SourcePlan source, Item item, Lost lost) {}

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
            lost = lost.plus(open.takeLost());
            if (item.isPresent()) {
                count++;
                return Optional.of(new Drawn(from, item.get(), takeLost()));
            }
            close();
        }
    }

    /// Goes behind items that were decided before.
    ///
    /// @param items how many
    /// @param last hash of the last of them
    /// @throws RunLog.Derived.Different if the sources give another item there
    void skip(int items, String last) throws InterruptedException {
        Optional<Drawn> drawn = Optional.empty();
        while (count < items) {
            drawn = next();
            if (drawn.isEmpty()) {
                throw new RunLog.Derived.Different(
                        "the sources gave " + items + " items at least, and give " + count + " now");
            }
        }
        Optional<Drawn> other = drawn.filter(item -> !hash(item.item()).equals(last));
        if (other.isPresent()) {
            throw new RunLog.Derived.Different("item " + items + " of the round was another one; source '"
                    + other.get().source().id() + "' gives '"
                    + other.get().item().id() + "' now");
        }
    }

    /// What tells an item from another, whatever its key.
    static String hash(Item item) {
        return Hashes.sha256(Records.bytes(item.withoutKey()));
    }

    /// What could not be read behind the last item that was handed out.
    Lost takeLost() {
        Lost taken = lost;
        lost = Lost.NOTHING;
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
        }
    }
}
