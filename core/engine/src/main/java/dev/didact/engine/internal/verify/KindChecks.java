package dev.didact.engine.internal.verify;

import dev.didact.api.DidactException;
import dev.didact.engine.Behaviour;
import java.util.List;
import java.util.Map;

/// What is expected of the contributions of one kind.
interface KindChecks {
    /// How each behaviour is looked at.
    Map<Behaviour, Look> looks();

    /// All that a contribution makes of the material, one element for each part of it. Equal inputs give equal
    /// outcomes.
    ///
    /// @param reversed whether to take the material in the opposite order; the outcome is in the usual one
    List<Object> outcome(Around around, boolean reversed) throws DidactException, InterruptedException;

    /// Looks at one behaviour.
    interface Look {
        /// Looks.
        ///
        /// @throws DidactException if it lacks something that is not here: the behaviour could not be looked at
        /// @throws dev.didact.engine.internal.host.PluginFault if its code threw what it should not
        void look(Findings findings) throws DidactException, InterruptedException;
    }
}
