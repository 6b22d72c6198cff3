package dev.didact.testkit;

import dev.didact.api.grading.DecidedSample;
import dev.didact.engine.Behaviour;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// All that holds for an exporter: [ExporterContract] and every [Behaviour] of its kind.
///
/// @param <C> the configuration record
public abstract class FullExporterContract<C extends Record> extends ExporterContract<C> {
    /// Samples of every verdict, with the characters that formats stumble over.
    protected static List<DecidedSample> oddSamples() {
        return List.of(
                Decided.accepted("3/1", "2+2", "4"),
                Decided.rejected("3/2", "2+2", "5"),
                Decided.quarantined("3/3", "2+2", "?"),
                Decided.accepted("3/4", "say \"ä\u2028\n\"", "\u0001\t\\ 😀"));
    }

    @Test
    void nothingIsRefusedWhenItIsVerified() throws Exception {
        verified();
    }

    @TestFactory
    @ResourceLock(Resources.LOCALE)
    @ResourceLock(Resources.TIME_ZONE)
    Stream<DynamicTest> itBehaves() throws Exception {
        return behaviours();
    }
}
