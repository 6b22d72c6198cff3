package dev.didact.engine.internal.host;

import static dev.didact.engine.Finding.refused;
import static dev.didact.engine.Finding.warning;

import dev.didact.engine.ContributionCard;
import dev.didact.engine.Finding;
import dev.didact.engine.Finding.Area;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.PluginOffer;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.loop.LoneContribution;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What happens to a plugin from its installation until it is taken away: every contribution is made, configured with
/// nothing but defaults where it can be, opened and closed; then the plugin is unloaded, and must be gone.
final class LifeCheck {
    private static final int THREADS = 2;

    private LifeCheck() {}

    /// @param plugin archive or folder
    /// @param temporary a folder for whatever the host needs
    static void check(Path plugin, Path temporary, Consumer<Finding> findings) throws InterruptedException {
        var settings = new HostSettings(
                List.of(),
                Optional.of(temporary.resolve("home")),
                temporary.resolve("cache"),
                THREADS,
                Deadlines.usual(),
                SchemaOf::of);
        try (PluginHost host = PluginHost.open(settings)) {
            var store = new Installer(host, _ -> {});
            PluginOffer offer = store.offer(plugin);
            PluginCard card = store.install(offer);
            if (card.state() == State.INSTALLED) {
                findings.accept(warning(
                        Area.LIFE, "its code was not run: " + card.reason(), "look at it where that is installed"));
                return;
            }
            contributions(host, card, temporary, findings);
            store.remove(card.id());
            host.settle();
            host.catalog().plugins().stream()
                    .filter(gone -> gone.state() == State.LEAKED)
                    .forEach(gone -> findings.accept(refused(
                            Area.LIFE,
                            gone.reason().replaceFirst("; restart Didact.*", ""),
                            "end in close() what open() began, or hand it to Context.own()")));
        } catch (ProblemException e) {
            findings.accept(refused(Area.LIFE, "the host refuses it: " + e.getMessage(), "see the reason"));
        }
    }

    private static void contributions(PluginHost host, PluginCard plugin, Path temporary, Consumer<Finding> findings)
            throws InterruptedException {
        for (ContributionCard card : plugin.contributions()) {
            try {
                new ContributionCheck(new LoneContribution(card, host), temporary.resolve(card.id()), findings).check();
            } catch (ProblemException e) {
                findings.accept(
                        refused(Area.LIFE, e.getMessage() + "", "make it with a public constructor that does nothing"));
            }
        }
    }
}
