package dev.didact.engine;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What went into a step and what became of it.
///
/// @param step id of the step
/// @param in how many items or samples it took
/// @param made how many samples it made, new attempts and revisions among them
/// @param out how many came out
/// @param dropped how many did not, by criterion, rule of quarantine, or the id of a step that chose others
/// @param failed how many jobs made no sample
/// @param spending what the answers that it needed used and cost
public record StepCount(
        String step, long in, long made, long out, Map<String, Long> dropped, long failed, Spending spending) {
    public StepCount {
        dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
    }

    /// Both together.
    public StepCount plus(StepCount other) {
        Map<String, Long> both = new TreeMap<>(dropped);
        other.dropped.forEach((reason, count) -> both.merge(reason, count, Long::sum));
        return new StepCount(
                step,
                in + other.in,
                made + other.made,
                out + other.out,
                both,
                failed + other.failed,
                spending.plus(other.spending));
    }
}
