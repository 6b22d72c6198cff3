package dev.didact.shell.authoring;

import com.samskivert.mustache.Mustache;
import dev.didact.engine.Kind;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.ShellError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The project of a new plugin: it builds, its tests are green, its contribution does something, and its example runs.
public final class Scaffold {
    /// The files that every project has, by their resource.
    private static final Map<String, String> PROJECT = files(
            "project/pom.xml", "pom.xml",
            "project/README.md", "README.md",
            "project/maven.config", ".mvn/maven.config",
            "project/gitignore", ".gitignore",
            "project/launch.json", ".vscode/launch.json",
            "project/attach.run.xml", ".run/attach.run.xml",
            "project/ci", ".ci/run",
            "project/settings.xml", ".ci/settings.xml");

    private static final String TEXTS = "project/bread.md";
    private static final String LICENCE_OF_TEXTS = "project/source.yaml";

    private final Kind kind;
    private final PluginId id;
    private final String use;
    private final Path home;

    /// @param kind what it contributes
    /// @param id its id
    /// @param use how a recipe names its contribution
    /// @param home the distribution to build against
    public Scaffold(Kind kind, PluginId id, String use, Path home) {
        this.kind = kind;
        this.id = id;
        this.use = use;
        this.home = home;
    }

    /// Writes the project.
    ///
    /// @param folder where; made if it is not there, else empty but for what git keeps there
    /// @return what was written, relative to the folder
    /// @throws ShellError if the folder cannot be used
    public List<String> write(Path folder) {
        requireEmpty(folder);
        Map<String, String> names = names();
        Mustache.Compiler compiler = Mustache.compiler()
                .withDelims("<% %>")
                .escapeHTML(false)
                .withLoader(partial -> resource(kind.word() + "/" + partial));
        List<String> written = new ArrayList<>();
        try {
            for (Map.Entry<String, String> file : parts().entrySet()) {
                try (Reader template = resource(file.getKey())) {
                    write(
                            folder.resolve(file.getValue()),
                            compiler.compile(template).execute(names));
                }
                written.add(file.getValue());
            }
            Files.copy(home.resolve("LICENSE"), folder.resolve("LICENSE"));
            if (!folder.resolve(".ci/run").toFile().setExecutable(true)) {
                throw new IOException(".ci/run cannot be made executable");
            }
        } catch (IOException e) {
            throw ShellError.of(
                    ErrorCode.OUTPUT, "the project cannot be written into " + folder + ": " + e.getMessage());
        }
        written.add("LICENSE");
        return written;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    private Map<String, String> names() {
        AuthorRepository repository = AuthorRepository.of(home);
        return Map.ofEntries(
                Map.entry("didact", repository.version()),
                Map.entry(
                        "repository",
                        repository.folder().toUri().toASCIIString().replaceFirst("/$", "")),
                Map.entry("id", id.text()),
                Map.entry("group", id.group()),
                Map.entry("name", id.contribution()),
                Map.entry("artifact", id.contribution()),
                Map.entry("package", id.packageName()),
                Map.entry("title", id.title()),
                Map.entry("Class", className()),
                Map.entry("use", use));
    }

    private String className() {
        String ending = kind.word().substring(0, 1).toUpperCase(Locale.ROOT)
                + kind.word().substring(1);
        return id.className().endsWith(ending) ? id.className() : id.className() + ending;
    }

    /// The files of the project by their resources.
    private Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>(PROJECT);
        String at = id.packageName().replace('.', '/') + "/" + className();
        String of = kind.word() + "/";
        parts.put(of + "Contribution.java.mustache", "src/main/java/" + at + ".java");
        parts.put(of + "Test.java.mustache", "src/test/java/" + at + "Test.java");
        parts.put(of + "recipe.yaml", "example/recipe.yaml");
        parts.putAll(
                switch (kind) {
                    case SOURCE -> files("source/prompt.md", "example/prompt.md");
                    case GENERATOR ->
                        files(TEXTS, "example/texts/bread.md", LICENCE_OF_TEXTS, "example/texts/source.yaml");
                    case RUBRIC -> withPrompt("rubric/answers.jsonl", "example/answers.jsonl");
                    case MODEL, LEARNER, EXPORTER -> withPrompt();
                });
        return parts;
    }

    /// The texts, a prompt about them, and more.
    private static Map<String, String> withPrompt(String... more) {
        String[] common = {
            TEXTS,
            "example/texts/bread.md",
            LICENCE_OF_TEXTS,
            "example/texts/source.yaml",
            "project/prompt.md",
            "example/prompt.md"
        };
        return files(Stream.concat(Stream.of(common), Stream.of(more)).toArray(String[]::new));
    }

    private static Map<String, String> files(String... pairs) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            files.put(pairs[i], pairs[i + 1]);
        }
        return files;
    }

    private static void requireEmpty(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> there = Files.list(folder)) {
                    there.filter(file -> !file.getFileName().toString().equals(".git"))
                            .findFirst()
                            .ifPresent(file -> {
                                throw ShellError.of(
                                        ErrorCode.STATE,
                                        "the folder " + folder + " is not empty, it holds " + file.getFileName()
                                                + ": name one that is not there yet, or an empty one");
                            });
                }
            } else if (Files.exists(folder)) {
                throw ShellError.of(ErrorCode.STATE, folder + " is a file: name a folder that is not there yet");
            }
        } catch (IOException e) {
            throw ShellError.of(ErrorCode.OUTPUT, "the folder " + folder + " cannot be read: " + e.getMessage());
        }
    }

    private static Reader resource(String name) {
        InputStream in = Scaffold.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the shell was built without its template " + name);
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }
}
