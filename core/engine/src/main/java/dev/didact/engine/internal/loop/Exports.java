package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.data.Receipt;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.ProcessMemory;
import dev.didact.engine.internal.document.Binder;
import dev.didact.engine.internal.host.ContributionTypes;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.plugin.Closing;
import dev.didact.engine.internal.plugin.Plugins;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.recipe.Component;
import dev.didact.engine.internal.recipe.Recipe;
import dev.didact.engine.internal.workspace.FileTree;
import dev.didact.engine.internal.workspace.RunFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes the samples of a run for other tools: into a folder beside the place where they shall be, which is moved
/// there when all is written, so that nobody sees half an export.
final class Exports {
    /// An export is one piece of work: nothing of an exporter's process has to be answered in time.
    private static final Duration NEVER_ASKED = Duration.ZERO;

    private static final String SCOPE = "export";

    private Exports() {}

    static Receipt export(
            Surroundings around,
            RunFolder run,
            String exporter,
            List<String> with,
            Path to,
            Optional<ProcessMemory> processMemory)
            throws InterruptedException {
        Path target = to.toAbsolutePath().normalize();
        requireFree(target, to);
        ContributionCard card = around.catalog().find(Kind.EXPORTER, exporter, Optional.empty());
        Component component = Component.onLine(card, with, processMemory.isPresent());
        Path draft = draft(target);
        try {
            Path folder = Files.createDirectory(draft.resolve("export"));
            var limits = new Recipe.Processes(processMemory.orElseGet(ProcessMemory::usual), NEVER_ASKED);
            Receipt receipt = write(around, run, component, limits, folder, draft.resolve("work"));
            Files.deleteIfExists(target);
            Files.move(folder, target);
            return receipt;
        } catch (IOException e) {
            throw unwritable(target, e);
        } finally {
            delete(draft);
        }
    }

    /// @throws ProblemException if the folder cannot be made, or holds something already
    private static void requireFree(Path target, Path asked) {
        Path at = target;
        while (!Files.exists(at, LinkOption.NOFOLLOW_LINKS) && at.getParent() != null) {
            at = at.getParent();
        }
        if (!Files.isDirectory(at)) {
            throw taken(at.equals(target) ? asked + " is a file" : asked + " lies below " + at + ", which is a file");
        }
        if (!at.equals(target)) {
            return;
        }
        try (Stream<Path> inside = Files.list(target)) {
            if (inside.findAny().isPresent()) {
                throw taken(asked + " is not empty");
            }
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static ProblemException taken(String why) {
        return new ProblemException(
                Problem.Category.USAGE, "E114", "cannot export: " + why + ". Name a folder that does not exist yet");
    }

    private static Path draft(Path target) {
        try {
            Path parent = Files.createDirectories(
                    Optional.ofNullable(target.getParent()).orElse(target));
            return Files.createTempDirectory(parent, ".export");
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static ProblemException unwritable(Path target, IOException e) {
        String why = e instanceof AccessDeniedException denied
                ? "no right to write to " + denied.getFile()
                : String.valueOf(e.getMessage());
        return new ProblemException(
                Problem.Category.ENVIRONMENT,
                "E415",
                "cannot write to " + target + ": " + why + ". Make room or mend the rights, or name another folder",
                e);
    }

    private static Receipt write(
            Surroundings around, RunFolder run, Component component, Recipe.Processes limits, Path folder, Path work)
            throws InterruptedException {
        Path here = Path.of("").toAbsolutePath();
        try (Plugins.Held plugins = around.plugins().hold()) {
            Granted granted = Granted.of(component, plugins.capabilities(component.card()));
            var world = new RunContext.World(
                    0, here, () -> work, around.threads(), around.settings().environment(), around.clock());
            var isolation = new Isolation(around, plugins, limits, 1, 0, here);
            Plugins running = isolation.plugins(component);
            try (var context = new RunContext(
                    world,
                    SCOPE,
                    around.http(granted.network()),
                    granted.secrets(),
                    (_, _, _) -> {},
                    owned -> Closing.quietly(running, component.card(), owned))) {
                var factory = (Exporter<?>) isolation.factory(component, SCOPE, () -> context);
                return write(running, run, component, factory, folder, context);
            }
        } catch (DidactException.Config e) {
            throw new ProblemException(Problem.Category.USAGE, "E205", e.pointer() + ": " + e.getMessage(), e);
        } catch (DidactException | PluginFault e) {
            throw new ProblemException(Problem.Category.FAILURE, "E505", "the export failed: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked") // the type argument of a contribution names its configuration
    private static <C extends Record> Receipt write(
            Plugins plugins, RunFolder run, Component component, Exporter<C> factory, Path folder, Context context)
            throws DidactException, InterruptedException {
        C config = plugins.compute(
                component.card(),
                () -> Binder.bind(
                        (Class<C>) ContributionTypes.config(factory),
                        Isolation.with(component),
                        context.base(),
                        "the configuration of '" + component.card().id() + "'"));
        return plugins.waiting(component.card(), () -> {
            try (Exporter.Writer writer = Returned.by("Exporter.open()", factory.open(config, folder, context))) {
                return Returned.by("Exporter.Writer.write()", writer.write(Samples.each(run)));
            }
        });
    }

    private static void delete(Path draft) {
        try {
            FileTree.delete(draft);
        } catch (IOException e) {
            throw unwritable(draft, e);
        }
    }
}
