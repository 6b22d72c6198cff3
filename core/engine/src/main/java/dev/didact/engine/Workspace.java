package dev.didact.engine;

import dev.didact.api.data.Receipt;
import dev.didact.engine.internal.loop.LocalWorkspace;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A folder with runs, and the plugins that are at hand. Everything that a person or a program does with Didact starts
/// here.
///
/// Readers never lock; a run has one writer; several workspaces objects and processes may use one folder. Safe for use
/// by many threads.
public interface Workspace extends AutoCloseable {
    /// Opens a workspace. Reads the manifests of the plugins and loads none of their classes.
    static Workspace open(Settings settings) {
        return LocalWorkspace.open(settings);
    }

    /// The folder that holds `runs/` and `checkpoints/`.
    Path folder();

    /// What the plugins contribute.
    Catalog catalog();

    /// Installs plugins and takes them out of use.
    PluginStore plugins();

    /// A contribution without a run around it.
    ///
    /// @throws ProblemException if its plugin cannot be loaded or is out of use
    ContributionTrial contribution(ContributionCard card);

    /// The names of a recipe's arms in their order; empty where it has none.
    ///
    /// @throws ProblemException if the recipe cannot be read
    List<String> arms(RecipeText recipe);

    /// The ids of a recipe's measures in their order.
    ///
    /// @throws ProblemException if the recipe is wrong
    List<String> measures(RecipeText recipe);

    /// Reads a recipe and says what it will do.
    ///
    /// @param previewed items of a preview of it, to go by
    /// @throws ProblemException if it is wrong
    Checked check(RecipeText recipe, List<Preview.Previewed> previewed) throws InterruptedException;

    /// The same without items to go by.
    default Checked check(RecipeText recipe) throws InterruptedException {
        return check(recipe, List.of());
    }

    /// Takes a few items through every step.
    ///
    /// @param items how many
    Preview preview(RecipeText recipe, int items) throws InterruptedException;

    /// Starts a run. It has its number and its folder when this returns.
    ///
    /// @param cassette where its exchanges with the endpoints of its models are recorded, or come from; it holds for
    ///     the run however often that is resumed
    /// @param listener hears its events on a thread of the run
    /// @throws ProblemException if the recipe or the cassette is wrong, or the workspace cannot be written
    RunHandle run(RecipeText recipe, Optional<Cassette> cassette, Consumer<RunEvent> listener)
            throws InterruptedException;

    /// Starts a run that asks its models and leaves no cassette.
    default RunHandle run(RecipeText recipe, Consumer<RunEvent> listener) throws InterruptedException {
        return run(recipe, Optional.empty(), listener);
    }

    /// Goes on with a run that was stopped or broken off. For a finished run the last event is told again and no call
    /// is made.
    ///
    /// @throws ProblemException if there is no such run, it is being written, or its plugins are not those it was
    ///     pinned to
    RunHandle resume(int run, Consumer<RunEvent> listener) throws InterruptedException;

    /// Starts a run from another one: with its recipe, in which something may be set differently, and with the plugins
    /// that are here now. Closed rounds of the other are taken over as they are; the rest is made anew, with the
    /// answers that were given to the same calls. The other run may still go on.
    ///
    /// @param settings what is set differently, `path=value`
    /// @param fromRound the round that is the first to be made anew. Empty for the first that is changed: none of the
    ///     closed ones by what stands under `until` and `flow`, round 1 by steps, round 0 by anything else
    /// @throws ProblemException if there is no such run, the recipe is wrong with the settings, or the rounds before
    ///     that one are not closed
    RunHandle fork(int run, List<String> settings, OptionalInt fromRound, Consumer<RunEvent> listener)
            throws InterruptedException;

    /// Asks a run to stop, whichever process it is in.
    ///
    /// @return whether it was running
    boolean stop(int run);

    /// Tells the events of a run from its first one on, and goes on until it ends or the thread is interrupted.
    void watch(int run, Consumer<RunEvent> listener) throws InterruptedException;

    /// All runs, by number.
    List<RunSummary> runs();

    /// What came of a run.
    ///
    /// @throws ProblemException if there is no such run
    RunView view(int run);

    /// Derives a run again from its recorded answers and compares.
    Replayed replay(int run) throws InterruptedException;

    /// How runs differ.
    ///
    /// @param runs at least two
    Comparison compare(List<Integer> runs);

    /// What the tasks of a run found of its models; empty if it measures by none.
    ///
    /// @throws ProblemException if there is no such run
    Optional<Evaluation> evaluation(int run);

    /// The evaluation task that a name means.
    ///
    /// @param name its name, with `@` and a version if another than the newest is meant, or a file or folder
    /// @param folder where such a path starts from
    /// @throws ProblemException if there is none, or it is wrong
    TaskCard task(String name, Path folder);

    /// An evaluation task of the catalog.
    ///
    /// @throws ProblemException if it is wrong
    TaskCard task(TaskFile file);

    /// Grades given texts, one result for each line that is not blank, in their order. A line is read when its result
    /// is asked for, and is graded as soon as its end has been read; close the result.
    ///
    /// @param lines UTF-8 text, on each line a JSON object with the keys `id, prompt, response` or `messages`,
    ///     `reference`, `sources`, and what the rubric's inputs name; it stays open. Where it cannot be read the result
    ///     throws an [java.io.UncheckedIOException], and a [java.util.concurrent.CancellationException] where the
    ///     thread is interrupted
    /// @param rubric name of a rubric
    /// @param with its configuration, `path=value`
    /// @param map from the names that the lines use to those of the rubric: `output` to `response`
    /// @param processMemory heap of a process of its own for a Java rubric; empty to grade in this one
    Stream<GradedLine> grade(
            InputStream lines,
            String rubric,
            List<String> with,
            Map<String, String> map,
            Optional<ProcessMemory> processMemory)
            throws InterruptedException;

    /// Grades given texts in this process.
    default Stream<GradedLine> grade(InputStream lines, String rubric, List<String> with, Map<String, String> map)
            throws InterruptedException {
        return grade(lines, rubric, with, map, Optional.empty());
    }

    /// Writes the samples of a run for other tools.
    ///
    /// @param exporter name of an exporter
    /// @param with its configuration, `path=value`
    /// @param to the folder to make; it must not exist or be empty
    /// @param processMemory heap of a process of its own for a Java exporter; empty to write in this one
    Receipt export(int run, String exporter, List<String> with, Path to, Optional<ProcessMemory> processMemory)
            throws InterruptedException;

    /// Writes the samples of a run for other tools, in this process.
    default Receipt export(int run, String exporter, List<String> with, Path to) throws InterruptedException {
        return export(run, exporter, with, to, Optional.empty());
    }

    @Override
    void close();

    /// How to open a workspace.
    ///
    /// @param folder the workspace's folder; made when something is first written
    /// @param plugins folders with the plugin archives that come with the program
    /// @param store the folder that plugins are installed into; without it none can be
    /// @param cache a folder for unpacked plugins
    /// @param threads how many platform threads a plugin may compute with; empty for as many as there are processors,
    ///     at most 4
    /// @param offline whether to refuse every address outside this machine
    /// @param environment where secrets are looked up
    record Settings(
            Path folder,
            List<Path> plugins,
            Optional<Path> store,
            Path cache,
            Optional<Integer> threads,
            boolean offline,
            Map<String, String> environment) {
        public Settings {
            plugins = List.copyOf(plugins);
            environment = Map.copyOf(environment);
        }
    }
}
