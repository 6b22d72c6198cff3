package dev.didact.engine.internal.loop;

import dev.didact.api.data.Receipt;
import dev.didact.engine.Cassette;
import dev.didact.engine.Catalog;
import dev.didact.engine.Checked;
import dev.didact.engine.Comparison;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.ContributionTrial;
import dev.didact.engine.Evaluation;
import dev.didact.engine.GradedLine;
import dev.didact.engine.PluginStore;
import dev.didact.engine.Preview;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.ProcessMemory;
import dev.didact.engine.RecipeText;
import dev.didact.engine.Replayed;
import dev.didact.engine.RunEvent;
import dev.didact.engine.RunHandle;
import dev.didact.engine.RunSummary;
import dev.didact.engine.RunView;
import dev.didact.engine.TaskCard;
import dev.didact.engine.TaskFile;
import dev.didact.engine.Workspace;
import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.host.Deadlines;
import dev.didact.engine.internal.host.HostSettings;
import dev.didact.engine.internal.host.Installer;
import dev.didact.engine.internal.host.PluginHost;
import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalIo;
import dev.didact.engine.internal.recipe.Recipe;
import dev.didact.engine.internal.recipe.RecipeReader;
import dev.didact.engine.internal.recipe.TaskReader;
import dev.didact.engine.internal.recipe.Tasks;
import dev.didact.engine.internal.workspace.PluginLock;
import dev.didact.engine.internal.workspace.RunFolder;
import dev.didact.engine.internal.workspace.WorkspaceFolder;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The workspace of this process.
public final class LocalWorkspace implements Workspace {
    private final Surroundings around;
    private final Settings settings;
    private final WorkspaceFolder folder;
    private final PluginStore store;
    private final Closing plugins;

    /// @param store installs plugins
    /// @param plugins gives the plugins up
    LocalWorkspace(Surroundings around, PluginStore store, Closing plugins) {
        this.around = around;
        this.store = store;
        this.settings = around.settings();
        this.folder = around.folder();
        this.plugins = plugins;
    }

    /// What is closed last.
    interface Closing {
        /// Closes it.
        void close();
    }

    /// Opens a workspace; see [Workspace#open].
    public static Workspace open(Settings settings) {
        PluginHost host = PluginHost.open(new HostSettings(
                settings.plugins(),
                settings.store(),
                settings.cache(),
                settings.threads().orElse(Integer.MAX_VALUE),
                Deadlines.usual(),
                SchemaOf::of));
        var folder = new WorkspaceFolder(settings.folder(), JournalIo.files());
        var catalogs = new LockedCatalogs(host, new PluginLock(settings.folder(), JournalIo.files()));
        return new LocalWorkspace(
                new Surroundings(settings, folder, host, catalogs, InstantSource.system(), new FullJitter()),
                new Installer(host, catalogs::replaced),
                host::close);
    }

    @Override
    public Path folder() {
        return settings.folder();
    }

    @Override
    public Catalog catalog() {
        return around.catalog();
    }

    @Override
    public PluginStore plugins() {
        return store;
    }

    @Override
    public ContributionTrial contribution(ContributionCard card) {
        return new LoneContribution(card, around.plugins());
    }

    @Override
    public List<String> arms(RecipeText recipe) {
        return RecipeReader.arms(recipe);
    }

    @Override
    public List<String> measures(RecipeText recipe) {
        return RecipeReader.read(recipe, catalog()).measure().stream()
                .map(Recipe.Measure::id)
                .toList();
    }

    @Override
    public Checked check(RecipeText recipe, List<Preview.Previewed> previewed) throws InterruptedException {
        return onVirtualThread(() -> Checks.check(around, recipe, previewed));
    }

    @Override
    public Preview preview(RecipeText recipe, int items) throws InterruptedException {
        return onVirtualThread(() -> PreviewRun.preview(around, recipe, items));
    }

    @Override
    public RunHandle run(RecipeText recipe, Optional<Cassette> cassette, Consumer<RunEvent> listener)
            throws InterruptedException {
        return onVirtualThread(() -> ActiveRun.start(around, recipe, cassette, listener));
    }

    @Override
    public RunHandle resume(int run, Consumer<RunEvent> listener) throws InterruptedException {
        RunFolder found = find(run);
        StoredRun stored = StoredRun.of(found);
        return stored.over()
                ? new FinishedRun(stored, listener)
                : onVirtualThread(() -> ActiveRun.resume(around, found, listener));
    }

    @Override
    public RunHandle fork(int run, List<String> settings, OptionalInt fromRound, Consumer<RunEvent> listener)
            throws InterruptedException {
        RunFolder parent = find(run);
        return onVirtualThread(() -> ActiveRun.fork(around, Fork.of(parent, settings, fromRound), listener));
    }

    @Override
    public boolean stop(int run) {
        RunFolder found = find(run);
        boolean running = found.writer().isPresent();
        if (running) {
            StopRequests.ask(found);
        }
        return running;
    }

    @Override
    public void watch(int run, Consumer<RunEvent> listener) throws InterruptedException {
        Watching.watch(find(run), listener);
    }

    @Override
    public List<RunSummary> runs() {
        return folder.runs().stream()
                .flatMap(run -> StoredRun.ifBegun(run).stream())
                .map(StoredRun::summary)
                .toList();
    }

    @Override
    public RunView view(int run) {
        return StoredRun.of(find(run));
    }

    @Override
    public Replayed replay(int run) throws InterruptedException {
        RunFolder found = find(run);
        return onVirtualThread(() -> Replays.replay(around, found));
    }

    @Override
    public Comparison compare(List<Integer> runs) {
        if (runs.size() < 2) {
            throw new ProblemException(
                    Problem.Category.USAGE, "E113", "compare needs at least two runs, and there are " + runs.size());
        }
        return Comparisons.of(runs.stream().map(run -> StoredRun.of(find(run))).toList());
    }

    @Override
    public Optional<Evaluation> evaluation(int run) {
        return StoredRun.of(find(run)).evaluation();
    }

    @Override
    public TaskCard task(String name, Path base) {
        return task(Tasks.find(name, base, catalog(), Optional.empty()));
    }

    @Override
    public TaskCard task(TaskFile file) {
        return TaskReader.read(file, catalog()).card();
    }

    @Override
    public Stream<GradedLine> grade(
            InputStream lines,
            String rubric,
            List<String> with,
            Map<String, String> map,
            Optional<ProcessMemory> processMemory)
            throws InterruptedException {
        return onVirtualThread(() -> GradedLines.grade(around, lines, rubric, with, map, processMemory));
    }

    @Override
    public Receipt export(int run, String exporter, List<String> with, Path to, Optional<ProcessMemory> processMemory)
            throws InterruptedException {
        RunFolder found = find(run);
        return onVirtualThread(() -> Exports.export(around, found, exporter, with, to, processMemory));
    }

    private RunFolder find(int run) {
        return folder.run(run)
                .orElseThrow(() -> new ProblemException(
                        Problem.Category.USAGE,
                        "E111",
                        "no run " + run + " in " + settings.folder()
                                + (folder.runs().isEmpty()
                                        ? "; there are none yet: `try` makes the first"
                                        : "; `runs` lists them, 1 to "
                                                + folder.runs().getLast().number())));
    }

    private interface Work<T> {
        T run() throws InterruptedException;
    }

    /// Runs on a fresh virtual thread and waits, because what plugins do may wait. An interruption is handed on.
    private static <T> T onVirtualThread(Work<T> work) throws InterruptedException {
        var result = new AtomicReference<Together.Part<T>>();
        Thread thread = Thread.ofVirtual().name("didact-command").start(() -> result.set(outcome(work)));
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
        return result.get().run(0);
    }

    private static <T> Together.Part<T> outcome(Work<T> work) {
        try {
            T value = work.run();
            return _ -> value;
        } catch (JournalException e) {
            return _ -> {
                throw StoreProblems.of(e);
            };
        } catch (RuntimeException e) {
            return _ -> {
                throw e;
            };
        } catch (InterruptedException e) {
            return _ -> {
                throw e;
            };
        }
    }

    @Override
    public void close() {
        around.close();
        plugins.close();
    }
}
