package dev.didact.engine.internal.host;

import static dev.didact.engine.Finding.note;
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
import dev.didact.engine.internal.verify.ContributionCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What happens to a plugin from its installation until it is taken away: every contribution is made and looked at;
/// then the plugin is unloaded, and must be gone.
final class LifeCheck {
    private static final int THREADS = 2;

    /// A call that takes longer is found sooner than in a run, where nobody waits for the words about it.
    private static final Deadlines DEADLINES =
            new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(5));

    private LifeCheck() {}

    /// @param plugin archive or folder
    /// @param mayRun whether its code may be run
    /// @param temporary a folder for whatever the host needs
    static void check(Path plugin, Predicate<PluginOffer> mayRun, Path temporary, Consumer<Finding> findings)
            throws InterruptedException {
        var settings = new HostSettings(
                List.of(),
                Optional.of(temporary.resolve("home")),
                temporary.resolve("cache"),
                THREADS,
                DEADLINES,
                SchemaOf::of);
        try (PluginHost host = PluginHost.open(settings)) {
            var store = new Installer(host, _ -> {});
            PluginOffer offer = store.offer(plugin);
            if (offer.asks() && !mayRun.test(offer)) {
                findings.accept(note(
                        Area.LIFE,
                        "its code was not run, so only its files were looked at",
                        "agree that it runs here, with your rights"));
                return;
            }
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
                    .forEach(gone -> findings.accept(leaked(gone.reason().replaceFirst("; restart Didact.*", ""))));
        } catch (ProblemException e) {
            findings.accept(refused(Area.LIFE, "the host refuses it: " + e.getMessage(), "see the reason"));
        }
    }

    /// What stays without a cause that can be named may be the doing of Java, where a thread keeps its last exception,
    /// and with it the classes that it came through.
    private static Finding leaked(String reason) {
        return reason.contains("(" + LeakCause.UNKNOWN)
                ? warning(Area.LIFE, reason, "look again; if it stays each time, look for what holds it in a heap dump")
                : refused(Area.LIFE, reason, "end in close() what open() began, or hand it to Context.own()");
    }

    private static void contributions(PluginHost host, PluginCard plugin, Path temporary, Consumer<Finding> findings)
            throws InterruptedException {
        var check = new ContributionCheck(findings);
        List<ContributionCard> cards = plugin.contributions().stream()
                .sorted(Comparator.comparing(card -> !ContributionCheck.first(card)))
                .toList();
        for (ContributionCard card : cards) {
            try {
                check.check(
                        new LoneContribution(card, host),
                        temporary.resolve(card.kind().word() + "-" + card.id()));
            } catch (ProblemException e) {
                findings.accept(
                        refused(Area.LIFE, e.getMessage() + "", "make it with a public constructor that does nothing"));
            }
        }
    }
}
