package dev.didact.engine.internal.journal;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// One batch of a journal made durable, for a flight recording. Costs nothing where nobody records.
@Name("dev.didact.JournalForce")
@Label("Batch of a journal")
@Description("Written to the end of a segment and forced to the disk")
@Category("Didact")
@StackTrace(false)
@Threshold("0 ns")
final class ForceEvent extends Event {
    @Label("Segment")
    int segment;

    @Label("Bytes")
    @DataAmount
    long bytes;

    @Label("Last event")
    @Description("The number of the last event of the batch")
    long lastSeq;
}
