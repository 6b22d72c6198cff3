package dev.didact.engine.internal.loop;

import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import java.util.Collection;
import java.util.Map;

/// What the plugins contribute, to new runs and to those that began with other versions.
public interface Catalogs {
    /// What new runs may use.
    Catalog current();

    /// What a run may use that began with these plugins: their hashes by `id@version`. One that is no longer here is
    /// left to the check of the run's pins.
    default Catalog pinned(Map<String, String> plugins) {
        return current();
    }

    /// Notes what a new run uses.
    default void used(Collection<ContributionCard> cards) {}
}
