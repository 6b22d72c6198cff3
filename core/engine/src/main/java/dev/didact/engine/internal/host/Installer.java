package dev.didact.engine.internal.host;

import dev.didact.engine.Capabilities;
import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.PluginOffer;
import dev.didact.engine.PluginStore;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.host.Manifest.Declared;
import dev.didact.engine.internal.host.StoreIndex.Stored;
import dev.didact.engine.internal.host.StoreIndex.Used;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Installs into the store of a host, and makes what is installed the plugins of the host.
///
/// Everything that can fail comes first: the archive is read, its needs are looked for among the others, its files are
/// written and forced. Then one rename makes it so.
public final class Installer implements PluginStore {
    private final PluginHost host;
    private final Consumer<PluginCard> taken;

    /// @param taken hears of each plugin that new runs use from then on
    public Installer(PluginHost host, Consumer<PluginCard> taken) {
        this.host = host;
        this.taken = taken;
    }

    @Override
    public PluginOffer offer(Path from) {
        store();
        try {
            Path path = built(from);
            Archive archive = Archive.read(path);
            Manifest manifest = Found.manifest(archive);
            Requirements.platform(manifest).ifPresent(reason -> {
                throw refused(from, reason);
            });
            host.refresh();
            return offer(path, archive, manifest);
        } catch (BadArchiveException e) {
            throw refused(from, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw refused(from, "it cannot be read (" + e.getMessage() + "); check its rights");
        }
    }

    private PluginOffer offer(Path path, Archive archive, Manifest manifest) throws IOException {
        Optional<HostedPlugin> now = host.chosen(manifest.id());
        Capabilities wanted = manifest.capabilities();
        Capabilities had = now.map(plugin -> plugin.manifest().capabilities()).orElse(Capabilities.NONE);
        List<String> added = wanted.beyond(had);
        boolean newCode = wanted.code() && !had.code();
        boolean same =
                now.filter(plugin -> plugin.sha256().equals(archive.sha256())).isPresent();
        boolean sameVersion = now.filter(plugin -> plugin.manifest().version().equals(manifest.version()))
                .isPresent();
        boolean ofProgram =
                now.filter(plugin -> host.comesWithTheProgram(plugin.sha256())).isPresent();
        List<String> notes = new ArrayList<>(ofClasses(archive, manifest));
        notes.addAll(ofNames(manifest));
        return new PluginOffer(
                path,
                archive.sha256(),
                Files.isDirectory(path) ? 0 : Files.size(path),
                card(manifest, archive.sha256(), host.missing(manifest)),
                now.map(HostedPlugin::card),
                ofProgram,
                added,
                had.beyond(wanted),
                notes,
                !same && (newCode || ofProgram || sameVersion || !added.isEmpty() || !notes.isEmpty()));
    }

    /// Its short names that others have too.
    private List<String> ofNames(Manifest manifest) {
        Catalog catalog = host.catalog();
        return manifest.contributions().stream()
                .flatMap(declared -> catalog.of(declared.kind()).stream()
                        .filter(other -> other.id().equals(declared.id())
                                && !other.plugin().equals(manifest.id())))
                .map(other -> "its " + other.kind().word() + " '" + other.id() + "' has the short name of "
                        + other.fullId() + "; from then on a recipe has to write the whole name of either")
                .toList();
    }

    /// What its classes hold that whoever installs it would be surprised by later.
    private static List<String> ofClasses(Archive archive, Manifest manifest) throws IOException {
        Path code = archive.form() == Archive.Form.FOLDER ? archive.path().resolve("classes") : archive.path();
        var notes = new ArrayList<String>();
        if (manifest.listed()) {
            EndingCall.first(code)
                    .ifPresent(call -> notes.add(
                            call.words() + "; a recipe can use it with `isolation: process` beside its `use` only"));
        }
        ClassFiles.first(code, (name, _) -> PackagingCheck.isOfHost(name) ? Optional.of(name) : Optional.empty())
                .ifPresent(name -> notes.add("it brings along " + name + ", which the host has; its author should "
                        + PackagingCheck.PROVIDED));
        return notes;
    }

    private static PluginCard card(Manifest manifest, String sha256, String missing) {
        List<ContributionCard> contributions = manifest.contributions().stream()
                .map(declared -> card(manifest, sha256, declared))
                .toList();
        return new PluginCard(
                manifest.id(),
                manifest.version(),
                manifest.title(),
                missing.isEmpty() ? State.RESOLVED : State.INSTALLED,
                missing,
                manifest.licence(),
                manifest.support(),
                sha256,
                manifest.capabilities(),
                contributions);
    }

    private static ContributionCard card(Manifest manifest, String sha256, Declared declared) {
        return new ContributionCard(
                declared.kind(),
                declared.id(),
                declared.title(),
                declared.description(),
                declared.stability(),
                manifest.id(),
                manifest.version(),
                sha256,
                declared.schema());
    }

    /// The plugin itself, where a folder is that of a project which was built.
    static Path built(Path from) throws IOException, BadArchiveException {
        boolean plugin = Files.exists(from.resolve(Archive.MANIFEST))
                || Files.exists(from.resolve("plugin.properties"))
                || !Files.isDirectory(from.resolve("target"));
        return !Files.isDirectory(from) || plugin ? from : ProjectOutput.archive(from);
    }

    @Override
    public PluginCard install(PluginOffer offer) {
        String id = offer.plugin().id();
        boolean update = host.chosen(id).filter(HostedPlugin::isUsable).isPresent();
        if (update && !offer.plugin().reason().isEmpty()) {
            throw stays(id, offer.plugin().version(), offer.plugin().reason());
        }
        try {
            Stored plugin = store().add(offer.from(), offer.sha256());
            if (offer.plugin().reason().isEmpty()) {
                requireWorking(id, host.read(plugin)).close();
            }
            change(index -> index.using(plugin));
        } catch (BadArchiveException e) {
            throw refused(offer.from(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw unwritable(e);
        }
        return took(id);
    }

    @Override
    public void remove(String id) {
        host.refresh();
        if (index().used(id).isEmpty()) {
            throw notInstalled(id, "`plugin disable " + id + "` takes it out of use");
        }
        changed(index -> index.without(id));
    }

    @Override
    public PluginCard disable(String id) {
        return disabling(id, true);
    }

    @Override
    public PluginCard enable(String id) {
        return disabling(id, false);
    }

    private PluginCard disabling(String id, boolean out) {
        host.refresh();
        hosted(id);
        changed(index -> index.disabling(id, out));
        return hosted(id).card();
    }

    @Override
    public PluginCard rollback(String id) {
        host.refresh();
        StoreIndex before = index();
        Used used = before.used(id).orElseThrow(() -> nothingToGoBackTo(before, id));
        Stored previous = before.stored(used.previous())
                .orElseThrow(() -> new ProblemException(
                        Category.USAGE,
                        "E115",
                        "plugin " + id + " has no version to go back to; install the one you want, or `plugin remove "
                                + id + "` for what lay there before it was installed"));
        try {
            store().verify(previous);
            requireWorking(id, host.read(previous)).close();
        } catch (BadArchiveException e) {
            throw stays(id, previous.version(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw unwritable(e);
        }
        changed(index -> index.using(previous));
        return took(id);
    }

    @Override
    public PluginCard reload(String id) {
        host.refresh();
        HostedPlugin old = hosted(id);
        if (host.isDeveloped(old)) {
            throw new ProblemException(
                    Category.USAGE,
                    "E115",
                    "plugin " + id + " is being developed here; build its project, and it is loaded again");
        }
        try {
            if (host.isInstalled(old)) {
                Stored stored = index().stored(old.sha256()).orElseThrow(() -> unknown(id));
                HostedPlugin fresh = requireWorking(id, host.read(stored));
                host.arrange(Map.of(stored.sha256(), fresh));
            } else {
                host.replace(old, requireWorking(id, host.readAgain(old)));
            }
        } catch (BadArchiveException e) {
            throw stays(id, old.manifest().version(), String.valueOf(e.getMessage()));
        }
        return took(id);
    }

    @Override
    public PluginCard develop(Path project) {
        try {
            host.refresh();
            HostedPlugin fresh = host.read(ProjectOutput.stage(project));
            String id = fresh.manifest().id();
            host.develop(requireWorkingHere(id, fresh));
            return hosted(id).card();
        } catch (BadArchiveException | IOException e) {
            throw new ProblemException(
                    Category.FAILURE, "E510", "the plugin in " + project + " cannot be used: " + e.getMessage(), e);
        }
    }

    /// Makes every contribution of a plugin that is tried here, whatever recipes say.
    private HostedPlugin requireWorkingHere(String id, HostedPlugin fresh) {
        return requireWorking(id, fresh, ends -> {
            throw stays(id, fresh.manifest().version(), ends.call().cured());
        });
    }

    private HostedPlugin requireWorking(String id, HostedPlugin fresh) {
        return requireWorking(id, fresh, _ -> {});
    }

    /// Makes every contribution of a plugin, so that what is broken is known before it takes the place of another.
    ///
    /// @param apart hears that only a process of its own may load it
    private HostedPlugin requireWorking(String id, HostedPlugin fresh, Consumer<EndingCall.OnlyApart> apart) {
        String missing = host.missing(fresh.manifest());
        if (!missing.isEmpty()) {
            fresh.close();
            throw stays(id, fresh.manifest().version(), missing);
        }
        try {
            fresh.contributions().forEach(fresh::factory);
            return fresh;
        } catch (ProblemException e) {
            if (e.getCause() instanceof EndingCall.OnlyApart ends) {
                apart.accept(ends);
                return fresh;
            }
            fresh.close();
            throw stays(
                    id,
                    fresh.manifest().version(),
                    fresh.isUsable() ? e.problems().getFirst().message() : fresh.whyNot());
        }
    }

    private PluginCard took(String id) {
        PluginCard card = hosted(id).card();
        taken.accept(card);
        return card;
    }

    private HostedPlugin hosted(String id) {
        return host.chosen(id).orElseThrow(() -> unknown(id));
    }

    private StoreIndex index() {
        return store().read();
    }

    private void changed(UnaryOperator<StoreIndex> change) {
        try {
            change(change);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void change(UnaryOperator<StoreIndex> change) throws IOException {
        store().change(change);
        host.refresh();
    }

    private Store store() {
        return host.store()
                .orElseThrow(() -> new ProblemException(
                        Category.ENVIRONMENT,
                        "E402",
                        "there is no folder to install plugins into; name one with the variable DIDACT_HOME"));
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(
                Category.USAGE, "E115", "no plugin '" + id + "' is installed; `plugins` lists those that are there");
    }

    /// @param cure what to do with a plugin that is there all the same
    private ProblemException notInstalled(String id, String cure) {
        return host.chosen(id)
                .map(plugin -> new ProblemException(
                        Category.USAGE,
                        "E115",
                        "plugin " + id + " was not installed, it "
                                + (host.comesWithTheProgram(plugin.sha256())
                                        ? "comes with Didact"
                                        : "lies in a folder of plugins")
                                + "; "
                                + cure))
                .orElseGet(() -> unknown(id));
    }

    private ProblemException nothingToGoBackTo(StoreIndex index, String id) {
        if (host.chosen(id).isEmpty()
                && index.stored().stream().anyMatch(one -> one.id().equals(id))) {
            return new ProblemException(
                    Category.USAGE, "E115", "plugin " + id + " was removed; `plugin install FILE` puts it back");
        }
        return notInstalled(
                id, "there is no version to go back to; `plugin install FILE` puts another version in its place");
    }

    private static ProblemException refused(Path from, String why) {
        return new ProblemException(Category.FAILURE, "E510", from.getFileName() + " cannot be installed: " + why);
    }

    private ProblemException stays(String id, String version, String why) {
        return new ProblemException(
                Category.ENVIRONMENT,
                "E409",
                "version " + version + " of plugin " + id + " does not work here: " + why
                        + ". Nothing was changed"
                        + (host.chosen(id).isPresent() ? ", the plugin that was there stays in use" : ""));
    }

    private static ProblemException unwritable(IOException e) {
        return new ProblemException(
                Category.ENVIRONMENT,
                "E402",
                "the folder of installed plugins cannot be written: " + e
                        + "; make room or mend its rights. Nothing was changed",
                e);
    }
}
