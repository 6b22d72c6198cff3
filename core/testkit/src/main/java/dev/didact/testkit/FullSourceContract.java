package dev.didact.testkit;

import dev.didact.engine.Behaviour;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// All that holds for a data source: [SourceContract] and every [Behaviour] of its kind.
///
/// @param <C> the configuration record
public abstract class FullSourceContract<C extends Record> extends SourceContract<C> {
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
