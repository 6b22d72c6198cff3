package dev.didact.shell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.Catalog;
import dev.didact.engine.Kind;
import dev.didact.engine.PluginCard;
import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.host.Deadlines;
import dev.didact.engine.internal.host.HostSettings;
import dev.didact.engine.internal.host.Installer;
import dev.didact.engine.internal.host.PluginHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The plugins that come with Didact can be loaded again as often as anybody likes.
@Tag("distribution")
class ReloadEndToEndTest {
    private static final Path PLUGINS = Path.of(System.getProperty("didact.distribution", "target/didact"), "plugins");

    /// 20, or 200 in the profile `soak`.
    private static final int RELOADS = Integer.getInteger("didact.reloads", 20);

    @TempDir
    Path folder;

    static List<Path> archives() throws IOException {
        try (Stream<Path> archives = Files.list(PLUGINS)) {
            return archives.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("archives")
    void everyPluginOfOursIsReloadedWithoutALeak(Path archive) throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        Files.copy(archive, plugins.resolve(archive.getFileName()));
        try (PluginHost host = PluginHost.open(new HostSettings(
                List.of(plugins),
                Optional.of(folder.resolve("home")),
                folder.resolve("cache"),
                2,
                Deadlines.usual(),
                SchemaOf::of))) {
            PluginCard plugin = plugin(host.catalog());
            for (int i = 0; i < RELOADS; i++) {
                contributionsAreMade(host, plugin);
                new Installer(host, _ -> {}).reload(plugin.id());
                host.settle();
                assertThat(plugin(host.catalog()).reason()).as("reload " + i).isEmpty();
            }
        }
    }

    private static void contributionsAreMade(PluginHost host, PluginCard plugin) {
        Catalog catalog = host.catalog();
        Arrays.stream(Kind.values())
                .flatMap(kind -> catalog.of(kind).stream())
                .filter(card -> card.plugin().equals(plugin.id()))
                .forEach(card -> assertThat(host.factory(card)).isNotNull());
    }

    /// The one that the engine does not bring along itself.
    private static PluginCard plugin(Catalog catalog) {
        return catalog.plugins().stream()
                .filter(card -> !card.id().equals("dev.didact.exec"))
                .reduce((a, b) -> {
                    throw new AssertionError(a + " and " + b);
                })
                .orElseThrow();
    }
}
