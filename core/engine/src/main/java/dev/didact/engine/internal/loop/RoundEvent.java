package dev.didact.engine.internal.loop;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// One round of a run, for a flight recording. Costs nothing where nobody records.
@Name("dev.didact.Round")
@Label("Round")
@Category("Didact")
@StackTrace(false)
@Threshold("0 ns")
final class RoundEvent extends Event {
    @Label("Run")
    int run;

    @Label("Round")
    int round;

    @Label("Samples")
    long samples;

    @Label("Accepted samples")
    long accepted;
}
