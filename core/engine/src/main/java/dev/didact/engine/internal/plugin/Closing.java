package dev.didact.engine.internal.plugin;

import dev.didact.api.DidactException;
import dev.didact.engine.ContributionCard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes what a plugin made. Closing comes after the work, so a failure of it takes nothing back: it is logged.
public final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    /// Closes on the calling thread, where there is no host.
    ///
    /// @param owner whose it is
    public static void here(String owner, Logger log, AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Throwable thrown) {
            log.warn("a resource of {} could not be closed", owner, thrown);
        }
    }

    /// Closes as code of the plugin, for no longer than that may take.
    public static void quietly(Plugins plugins, ContributionCard card, AutoCloseable closeable) {
        quietly(plugins, card, LOG, closeable);
    }

    /// The same.
    ///
    /// @param log hears of what could not be closed
    public static void quietly(Plugins plugins, ContributionCard card, Logger log, AutoCloseable closeable) {
        try {
            plugins.closing(card, () -> {
                try {
                    closeable.close();
                } catch (DidactException | InterruptedException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new DidactException.Permanent("could not be closed", e);
                }
                return true;
            });
        } catch (DidactException | RuntimeException e) {
            log.warn("{} could not be closed", card.reference(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
