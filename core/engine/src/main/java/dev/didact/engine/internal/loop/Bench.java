package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;

/// Takes items through the steps. Knows neither other items nor what is accepted in the end; safe for use by many
/// threads.
///
/// @param route the steps and where samples go from each
/// @param steps takes plugins' steps to their end
/// @param setting what is the same for all items
record Bench(Route route, Steps steps, Maker.Setting setting) {
    /// Takes an item from its source to the end.
    Worked work(Item item) throws InterruptedException {
        return new Course(this, route, Given.of(item)).worked(item);
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

    Marking marking(Steps calls) {
        return new Marking(new Grading(calls, setting.models()), setting.measuring());
    }
}
