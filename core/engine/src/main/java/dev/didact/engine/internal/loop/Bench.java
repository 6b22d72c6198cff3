package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import java.util.Map;
import java.util.Optional;

/// Takes items through the steps. Knows of other items only what an ordered step let through before, and not what is
/// accepted in the end; safe for use by many
/// threads.
///
/// @param route the steps and where samples go from each
/// @param steps takes plugins' steps to their end
/// @param setting what is the same for all items
/// @param ordered the steps that items go through in order, by id
record Bench(Route route, Steps steps, Maker.Setting setting, Map<String, Ordered> ordered) {
    /// Takes an item from its source to the end.
    ///
    /// @param number its place in the order of items
    Worked work(Item item, int number) throws InterruptedException {
        try {
            return new Course(this, route, Given.of(item), number).worked(item);
        } finally {
            ordered.values().forEach(step -> step.turns().leave(number));
        }
    }

    /// Id of the source of the items.
    String source() {
        return setting.origins().source();
    }

    /// What counts calls apart from those of others.
    Steps calls() {
        return steps.apart();
    }

    Maker maker(Steps calls) {
        return new Maker(calls, setting);
    }

    Marking marking(Steps calls, Optional<Ordered.Turn> turn) {
        return new Marking(new Grading(calls, setting.models()), setting.measuring(), turn);
    }
}
