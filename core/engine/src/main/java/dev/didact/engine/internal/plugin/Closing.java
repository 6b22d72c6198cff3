package dev.didact.engine.internal.plugin;

import dev.didact.api.DidactException;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.internal.host.PluginFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes what a plugin made. Closing comes after the work, so a failure of it takes nothing back: it is logged.
public final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    /// Closes with the plugin's class loader in place.
    public static void quietly(Plugins plugins, ContributionCard card, AutoCloseable closeable) {
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
        } catch (DidactException | PluginFault e) {
            LOG.warn("{} could not be closed", card.reference(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
