package dev.didact.engine.internal.loop;

import dev.didact.api.grading.Earlier;

/// A step that items go through in the order in which they were drawn, because it looks at what it let through before.
///
/// @param samples what that was
/// @param turns lets the items of this round through
record Ordered(EarlierSamples samples, Turns turns) {
    /// The turn of some samples of an item.
    ///
    /// @param step the step
    /// @param item the item's number in the round
    /// @param groups lets the groups of its samples through
    /// @param group the group of these samples
    record Turn(Ordered step, int item, Turns groups, int group) {
        /// Waits for it.
        void await() throws InterruptedException {
            step.turns.enter(item);
            groups.enter(group);
        }

        Earlier earlier(Passing sample) {
            return step.samples.of(sample.sample().response());
        }

        void add(Passing sample) {
            step.samples.add(
                    item,
                    sample.from().item().id(),
                    sample.sampleIndex(),
                    sample.sample().response());
        }

        /// Says that it is over.
        void end() {
            groups.leave(group);
        }
    }
}
