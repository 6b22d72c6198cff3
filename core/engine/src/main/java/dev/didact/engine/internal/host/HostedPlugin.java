package dev.didact.engine.internal.host;

import dev.didact.api.Contribution;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import dev.didact.engine.TaskFile;
import dev.didact.engine.internal.host.LoadedCode.UnusableException;
import dev.didact.engine.internal.host.Manifest.Data;
import dev.didact.engine.internal.host.Manifest.Declared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One plugin in this process: its manifest, how it stands, its code once that is loaded, and its threads. Safe for use
/// by many threads.
final class HostedPlugin implements AutoCloseable {
    private final Manifest manifest;
    private final String sha256;
    private final List<ContributionCard> cards;
    private final Map<Name, Declared> declared = new HashMap<>();
    private final Standing standing;
    private final Holders holders = new Holders();
    private final Workers workers;
    private final LoadedCode code;
    private final PluginCalls calls;

    /// What a contribution is called within its plugin.
    private record Name(Kind kind, String id) {}

    HostedPlugin(Manifest manifest, String sha256, Code code, HostSettings settings, State state, String reason) {
        this.manifest = manifest;
        this.sha256 = sha256;
        this.standing = new Standing(state, reason);
        Deadlines deadlines = settings.deadlines();
        this.workers = new Workers(manifest.id(), settings.threads(), deadlines.parting());
        this.code = new LoadedCode(manifest, code, workers, deadlines);
        this.calls = new PluginCalls(manifest, standing, deadlines, workers, this::loader);
        for (Declared contribution : manifest.contributions()) {
            declared.put(new Name(contribution.kind(), contribution.id()), contribution);
        }
        this.cards = manifest.contributions().stream().map(this::card).toList();
    }

    private ContributionCard card(Declared contribution) {
        return new ContributionCard(
                contribution.kind(),
                contribution.id(),
                contribution.title(),
                contribution.description(),
                contribution.stability(),
                manifest.id(),
                manifest.version(),
                sha256,
                contribution.schema());
    }

    Manifest manifest() {
        return manifest;
    }

    /// Id and version: `org.example.essays@1.2.0`.
    String reference() {
        return manifest.id() + "@" + manifest.version();
    }

    List<ContributionCard> contributions() {
        return cards;
    }

    /// The evaluation tasks that it adds.
    List<TaskFile> tasks() {
        return manifest.tasks().stream()
                .map(task -> new TaskFile(task.id(), manifest.id(), () -> file(task)))
                .toList();
    }

    /// A file of the archive: at its top, or among its classes, where a build leaves its resources.
    private Path file(Data data) {
        try {
            Path folder = code.folder();
            return Stream.of(folder, folder.resolve("classes"))
                    .map(within -> within.resolve(data.file()))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(
                            Category.ENVIRONMENT,
                            "E402",
                            "plugin " + reference() + " names " + data.file() + " and has no such file"
                                    + PluginFault.support(manifest.support())));
        } catch (IOException | BadArchiveException e) {
            throw unloadable(e);
        }
    }

    String sha256() {
        return sha256;
    }

    boolean isUsable() {
        return standing.isUsable();
    }

    /// Who uses it.
    Holders holders() {
        return holders;
    }

    /// Calls into its code.
    PluginCalls calls() {
        return calls;
    }

    PluginCard card() {
        Standing.Now now = standing.shown(manifest.id());
        return new PluginCard(
                manifest.id(),
                manifest.version(),
                manifest.title(),
                now.state() == State.ACTIVE && holders.isIdle() ? State.IDLE : now.state(),
                now.reason(),
                manifest.licence(),
                manifest.support(),
                sha256,
                manifest.capabilities(),
                cards);
    }

    /// Takes it out of use, or back. Runs that have it keep it.
    void disable(boolean out) {
        standing.disable(out);
    }

    /// Notes what it needs and is not there; empty where nothing is missing.
    void resolve(String missing) {
        standing.resolve(
                missing,
                new Standing.Now(code.isLoaded() ? State.ACTIVE : State.RESOLVED, String.join("; ", manifest.notes())));
    }

    /// What to tell somebody who asks for something of a plugin that is out of use.
    ProblemException refusal() {
        Standing.Now now = standing.shown(manifest.id());
        return new ProblemException(
                Category.ENVIRONMENT,
                "E402",
                "plugin " + reference() + " "
                        + switch (now.state()) {
                            case DISABLED -> "is disabled; " + now.reason();
                            case INSTALLED, RESOLVED, ACTIVE, IDLE, QUARANTINED, LEAKED ->
                                "cannot be used: " + whyNot();
                        });
    }

    /// Why it cannot be used, and where to ask.
    String whyNot() {
        return standing.shown(manifest.id()).reason() + PluginFault.support(manifest.support());
    }

    /// The factory of a contribution; the same one each time. Loads the plugin's code at first use.
    ///
    /// @throws ProblemException if the plugin is out of use or turns out to be unusable
    Contribution<?> factory(ContributionCard card) {
        if (!isUsable()) {
            throw refusal();
        }
        Declared contribution = declared.get(new Name(card.kind(), card.id()));
        if (contribution == null) {
            throw new IllegalArgumentException(card.reference() + " is none of " + declared.keySet());
        }
        try {
            Contribution<?> made = code.contribution(contribution);
            standing.activate();
            return made;
        } catch (UnusableException e) {
            standing.quarantine(String.valueOf(e.getMessage()));
            ProblemException problem = refusal();
            problem.initCause(e.getCause());
            throw problem;
        } catch (IOException | BadArchiveException e) {
            throw unloadable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    Category.FAILURE, "E504", "interrupted while plugin " + reference() + " was loaded", e);
        }
    }

    private ClassLoader loader() {
        try {
            return code.loader();
        } catch (IOException | BadArchiveException e) {
            throw unloadable(e);
        }
    }

    private ProblemException unloadable(Exception e) {
        if (e instanceof EndingCall.OnlyApart) {
            // It stays in use where it has a process of its own.
            return new ProblemException(
                    Category.ENVIRONMENT,
                    "E402",
                    "plugin " + reference() + " cannot be used in this process: " + e.getMessage()
                            + PluginFault.support(manifest.support()),
                    e);
        }
        if (e instanceof BadArchiveException) {
            standing.quarantine(String.valueOf(e.getMessage()));
            return refusal();
        }
        return new ProblemException(
                Category.ENVIRONMENT, "E402", "plugin " + reference() + " cannot be unpacked: " + e.getMessage(), e);
    }

    /// Ends its threads and lets go of its code; empty if that was never loaded. May wait for its threads.
    Optional<Unloaded> unload() throws InterruptedException {
        code.stop();
        workers.end();
        Optional<StrictLoader> before = code.forget();
        before.ifPresent(StrictLoader::closeQuietly);
        return before.map(Unloaded::new);
    }

    @Override
    public void close() {
        try {
            code.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.close();
        code.close();
    }
}
