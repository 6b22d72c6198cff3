package dev.didact.shell.authoring;

import dev.didact.engine.PluginCard;
import dev.didact.engine.Preview;
import dev.didact.engine.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A plugin that somebody works on: loaded again at each build, its example taken through every step again on the
/// answers that models gave before, and what came out held against the time before.
public final class Development {
    private final Workbench bench;
    private Map<String, Outcome> before = Map.of();
    private Optional<String> used = Optional.empty();

    public Development(Workbench bench) {
        this.bench = bench;
    }

    /// Where the plugin is used.
    public interface Workbench {
        /// What the build has yet to make, and what to do; empty where it has made a plugin.
        Optional<String> missing();

        /// Loads what the build has made.
        ///
        /// @throws ProblemException if it does not work; what was loaded before stays in use
        PluginCard load();

        /// Takes the example through every step; empty where there is none.
        ///
        /// @throws ProblemException if the example is wrong
        Optional<Preview> example() throws InterruptedException;
    }

    /// What is there to tell after a change.
    public sealed interface News {}

    /// There is no build yet.
    ///
    /// @param missing what there is yet to make, and what to do
    public record Unbuilt(String missing) implements News {}

    /// What was built does not work, and what was loaded before stays in use; or it works and the example does not.
    /// Either way no verdict that was told before is of what there is now.
    ///
    /// @param problem what is in the way
    /// @param loaded the plugin, where it works and the example does not
    /// @param told how many verdicts were told before
    public record Broken(ProblemException problem, Optional<PluginCard> loaded, int told) implements News {}

    /// What was built is in use.
    ///
    /// @param plugin the plugin
    /// @param milliseconds how long it took to load it
    /// @param outcomes what became of each sample of the example, by its name
    /// @param changes the outcomes that are not what they were; all of them the first time
    public record Loaded(PluginCard plugin, long milliseconds, Map<String, Outcome> outcomes, List<Change> changes)
            implements News {}

    /// A sample whose outcome is not what it was.
    ///
    /// @param name the sample
    /// @param before its outcome before; empty for one that was not there
    /// @param after its outcome now; empty for one that is not there any more
    public record Change(String name, Optional<Outcome> before, Optional<Outcome> after) {}

    /// Tells what there is now and after each change, until the thread is interrupted.
    public void follow(Changes changes, Consumer<News> listener) throws InterruptedException {
        Optional<News> last = Optional.empty();
        while (true) {
            Optional<String> inUse = used;
            News news = look();
            if (!isNoise(news, last, inUse)) {
                listener.accept(news);
            }
            last = Optional.of(news);
            changes.await();
        }
    }

    /// That a build is under way is no news to somebody who has just started it, nor that it made again what is in use.
    private static boolean isNoise(News news, Optional<News> last, Optional<String> inUse) {
        return switch (news) {
            case Unbuilt _ -> inUse.isPresent() || last.filter(news::equals).isPresent();
            case Broken _ -> false;
            case Loaded loaded ->
                last.filter(Unbuilt.class::isInstance).isPresent()
                        && inUse.filter(loaded.plugin().sha256()::equals).isPresent()
                        && loaded.changes().isEmpty();
        };
    }

    private News look() throws InterruptedException {
        Optional<String> missing = bench.missing();
        if (missing.isPresent()) {
            return new Unbuilt(missing.get());
        }
        Optional<PluginCard> loaded = Optional.empty();
        try {
            long start = System.nanoTime();
            PluginCard plugin = bench.load();
            long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            loaded = Optional.of(plugin);
            used = Optional.of(plugin.sha256());
            Map<String, Outcome> after = bench.example().map(Outcome::of).orElse(Map.of());
            List<Change> changes = changes(before, after);
            before = after;
            return new Loaded(plugin, milliseconds, after, changes);
        } catch (ProblemException problem) {
            return new Broken(problem, loaded, before.size());
        }
    }

    private static List<Change> changes(Map<String, Outcome> before, Map<String, Outcome> after) {
        Map<String, Change> changes = new LinkedHashMap<>();
        before.forEach((name, outcome) ->
                changes.put(name, new Change(name, Optional.of(outcome), Optional.ofNullable(after.get(name)))));
        after.forEach(
                (name, outcome) -> changes.putIfAbsent(name, new Change(name, Optional.empty(), Optional.of(outcome))));
        return changes.values().stream()
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }
}
