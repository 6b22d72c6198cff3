package dev.didact.shell.command;

import dev.didact.engine.PluginCard;
import dev.didact.engine.Preview;
import dev.didact.engine.RecipeText;
import dev.didact.engine.Workspace;
import dev.didact.shell.authoring.Changes;
import dev.didact.shell.authoring.Development;
import dev.didact.shell.authoring.FolderChanges;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `plugin dev DIR [--debug]`: loads a plugin again at each build of its project, and shows which verdicts of its
/// example changed. It works in a workspace of its own, `.didact/dev` in the project, until it is interrupted.
final class DevelopPlugin {
    static final OptionSpec RECIPE = OptionSpec.valued(
            "--recipe",
            new ValueType.FilePath("FILE"),
            "for dev: the example to try; DIR/example/recipe.yaml if not given");
    static final OptionSpec ITEMS = OptionSpec.valued(
                    "--items",
                    new ValueType.WholeNumber("N", 1, 1000),
                    "for dev: how many items to try, 5 if not given")
            .withLetter("-n");
    static final OptionSpec DEBUG = OptionSpec.flag("--debug", "for dev: let a debugger attach");

    private DevelopPlugin() {}

    static void follow(Call call, Word folder) {
        Path project = project(call, folder);
        if (call.line().has(DEBUG.name())) {
            DebuggedProcess.run(call);
            return;
        }
        Path recipe = call.line()
                .option(RECIPE.name())
                .map(word -> call.session().environment().folder().resolve(word.text()))
                .orElse(project.resolve("example/recipe.yaml"));
        call.line().option(RECIPE.name()).ifPresent(word -> Recipes.read(call, word, List.of(), Optional.empty()));
        int items = call.line().number(ITEMS.name()).map(Long::intValue).orElse(5);
        Path examples = Optional.ofNullable(recipe.getParent()).orElse(project);
        Path target = project.resolve("target");
        List<Path> watched =
                List.of(target.resolve("classes"), target.resolve("plugin").resolve("lib"), examples);
        try (Workspace workspace =
                        call.session().workspaceIn(project.resolve(".didact").resolve("dev"), call.settings());
                Changes changes = FolderChanges.from(watched)) {
            follow(call, new Development(new Bench(workspace, project, recipe, items)), changes);
        }
    }

    private static void follow(Call call, Development development, Changes changes) {
        Thread here = Thread.currentThread();
        Interrupts interrupts = call.session().interactive() ? Interrupts.none() : Interrupts.first(here::interrupt);
        try {
            DevelopmentText text = new DevelopmentText(call);
            development.follow(changes, text::tell);
        } catch (InterruptedException ended) {
            if (!call.session().interactive()) {
                throw ShellError.of(ErrorCode.INTERRUPTED, "interrupted; the project is as your build left it");
            }
            call.out().note("no longer watching");
        } finally {
            interrupts.close();
        }
    }

    private static Path project(Call call, Word folder) {
        Line line = call.line();
        Path project = call.session()
                .environment()
                .folder()
                .resolve(folder.text())
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(project.resolve("pom.xml"))) {
            throw line.error(
                    ErrorCode.VALUE,
                    folder,
                    "'" + folder.text() + "' is not the folder of a plugin's project: there is no pom.xml in it;"
                            + " 'plugin new' makes one");
        }
        return project;
    }

    /// The plugin and its example in a workspace.
    private record Bench(Workspace workspace, Path project, Path recipe, int items) implements Development.Workbench {
        private static final String MANIFEST = "META-INF/didact/plugin.json";
        private static final Pattern CLASS = Pattern.compile("\"class\" *: *\"([^\"]+)\"");

        /// A class that the manifest names may be one that the compiler has yet to write.
        @Override
        public Optional<String> missing() {
            Path classes = project.resolve("target").resolve("classes");
            try {
                String manifest = Files.readString(classes.resolve(MANIFEST));
                return CLASS.matcher(manifest)
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> !Files.isRegularFile(classes.resolve(name.replace('.', '/') + ".class")))
                        .findFirst()
                        .map(name -> "waiting for class " + name
                                + ", which the compiler has yet to write; does your build report an error?");
            } catch (IOException notYet) {
                return Optional.of(
                        holdsClasses(classes)
                                ? "there are classes in " + classes + " and no " + MANIFEST
                                        + ", which didact-processor writes: mark a class with @Contributes, and put the"
                                        + " processor on the annotation processor path"
                                : "there is nothing in " + classes + " yet: run 'mvn process-classes' in " + project
                                        + ", or build it in your editor");
            }
        }

        private static boolean holdsClasses(Path folder) {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.anyMatch(file -> file.toString().endsWith(".class"));
            } catch (IOException | UncheckedIOException notYet) {
                return false;
            }
        }

        @Override
        public PluginCard load() {
            return workspace.plugins().develop(project);
        }

        @Override
        public Optional<Preview> example() throws InterruptedException {
            if (!Files.exists(recipe)) {
                return Optional.empty();
            }
            try {
                Path base = Optional.ofNullable(recipe.getParent()).orElse(recipe);
                byte[] text = Files.readAllBytes(recipe);
                return Optional.of(workspace.preview(
                        new RecipeText(recipe.toString(), base, text, List.of(), Optional.empty()), items));
            } catch (IOException unreadable) {
                throw ShellError.of(ErrorCode.RECIPE, "cannot read '" + recipe + "': " + unreadable.getMessage());
            }
        }
    }
}
