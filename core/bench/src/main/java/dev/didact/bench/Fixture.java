package dev.didact.bench;

import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.host.Deadlines;
import dev.didact.engine.internal.host.HostSettings;
import dev.didact.engine.internal.host.PluginHost;
import dev.didact.rubrics.checks.LengthRubric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Hosts over folders of their own, and a real plugin under other names.
final class Fixture {
    private static final String MANIFEST = "META-INF/didact/plugin.json";

    private Fixture() {}

    /// Packs the plugin `rubrics-checks` as one of another id and version.
    static Path plugin(String id, String version, Path archive) {
        try {
            URI jar = LengthRubric.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Files.createDirectories(archive.toAbsolutePath().getParent());
            try (var from = new ZipFile(Path.of(jar).toFile());
                    var to = new ZipOutputStream(Files.newOutputStream(archive))) {
                for (ZipEntry entry : Collections.list(from.entries())) {
                    boolean manifest = entry.getName().equals(MANIFEST);
                    if (manifest || entry.getName().endsWith(".class")) {
                        byte[] bytes = from.getInputStream(entry).readAllBytes();
                        to.putNextEntry(new ZipEntry(manifest ? MANIFEST : "classes/" + entry.getName()));
                        to.write(manifest ? named(id, version, bytes) : bytes);
                    }
                }
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] named(String id, String version, byte[] manifest) {
        return new String(manifest, StandardCharsets.UTF_8)
                .replaceFirst("dev\\.didact\\.rubrics-checks", id)
                .replaceFirst("(\"version\"\\s*:\\s*)\"[^\"]*\"", "$1\"" + version + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Opens a host as the shell does, whose plugins lie in `plugins/` of its folder or are installed there.
    static PluginHost host(Path folder) {
        return PluginHost.open(new HostSettings(
                List.of(),
                Optional.of(folder),
                folder.resolve("cache"),
                Integer.MAX_VALUE,
                Deadlines.usual(),
                SchemaOf::of));
    }

    /// A fresh folder, which its user [deletes][#delete].
    static Path folder() {
        try {
            return Files.createTempDirectory("didact-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
