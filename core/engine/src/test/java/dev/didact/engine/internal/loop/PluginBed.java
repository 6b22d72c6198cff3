package dev.didact.engine.internal.loop;

import dev.didact.api.grading.DecidedSample;
import dev.didact.engine.PluginCard;
import dev.didact.engine.RecipeText;
import dev.didact.engine.RunEvent;
import dev.didact.engine.Workspace;
import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.host.Deadlines;
import dev.didact.engine.internal.host.FixturePlugin;
import dev.didact.engine.internal.host.HostSettings;
import dev.didact.engine.internal.host.Installer;
import dev.didact.engine.internal.host.PluginHost;
import dev.didact.engine.internal.journal.JournalIo;
import dev.didact.engine.internal.workspace.PluginLock;
import dev.didact.engine.internal.workspace.WorkspaceFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A workspace on the real host, over the one store of a test. Its recipes are about three words: a source gives them,
/// a generator says each again.
final class PluginBed implements AutoCloseable {
    /// One pass over the words.
    static final String RECIPE = """
            didact: recipe/1
            name: echoes
            sources: [ { id: words, use: words } ]
            generate: [ { use: echo, per-item: 1 } ]
            grade: [ { use: polite } ]
            """;

    private static final String SOURCE = """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.data.*;
            import java.util.*;
            @Contributes(id = "words", title = "Words")
            public final class Words implements DataSource<NoConfig> {
                @Override public Reader open(NoConfig config, Draw draw, Context context) {
                    Iterator<String> words = List.of("one", "two", "three").iterator();
                    return () -> {
                        if (!words.hasNext()) return Optional.empty();
                        String word = words.next();
                        Document page = Document.generated("test", word, word, Licence.declared("CC0-1.0", "test"));
                        return Optional.of(Item.of(word, word, page.whole()));
                    };
                }
            }
            """;
    private static final String GENERATOR = """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.data.*;
            import java.util.*;
            @Contributes(id = "echo", title = "Echo")
            public final class Echo implements Generator<NoConfig> {
                @Override public Session open(NoConfig config, Context context) {
                    return job -> Step.done(List.of(Sample.of(job.item().content(), job.item().content() + "ENDING")));
                }
            }
            """;

    final PluginHost host;
    final Workspace workspace;
    private final Path folder;

    /// @param folder the test's; plugins lie in `plugins/` or are installed into `home/`
    /// @param name of the workspace
    PluginBed(Path folder, String name, Deadlines deadlines) {
        this.folder = folder;
        this.host = PluginHost.open(new HostSettings(
                List.of(folder.resolve("plugins")),
                Optional.of(folder.resolve("home")),
                folder.resolve("cache"),
                2,
                deadlines,
                SchemaOf::of));
        Path place = folder.resolve(name);
        var catalogs = new LockedCatalogs(host, new PluginLock(place, JournalIo.files()));
        this.workspace = new LocalWorkspace(
                new Surroundings(
                        new Workspace.Settings(
                                place,
                                List.of(),
                                Optional.empty(),
                                folder.resolve("cache"),
                                Optional.of(2),
                                true,
                                Map.of()),
                        new WorkspaceFolder(place, JournalIo.files()),
                        host,
                        catalogs,
                        InstantSource.fixed(Instant.EPOCH),
                        (_, _) -> {}),
                new Installer(host, catalogs::replaced),
                host::close);
    }

    /// The plugin of source, generator and a rubric `polite` that accepts everything.
    ///
    /// @param ending what the generator puts behind each word
    static FixturePlugin words(String id, String version, String ending) {
        return FixturePlugin.of(
                id, version, SOURCE, GENERATOR.replace("ENDING", ending), FixturePlugin.rubric("Polite", "", ""));
    }

    RunEvent.Finished run(String recipe) throws InterruptedException {
        byte[] text = recipe.getBytes(StandardCharsets.UTF_8);
        return workspace
                .run(new RecipeText("r.yaml", folder, text, List.of(), Optional.empty()), _ -> {})
                .await();
    }

    List<DecidedSample> samples(int run) {
        try (Stream<DecidedSample> samples = workspace.view(run).samples()) {
            return samples.toList();
        }
    }

    PluginCard plugin(String id) {
        return workspace.catalog().plugins().stream()
                .filter(card -> card.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        workspace.close();
    }
}
